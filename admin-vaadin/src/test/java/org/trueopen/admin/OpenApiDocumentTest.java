package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.trueopen.admin.api.ErrorCode;
import org.trueopen.admin.report.ReportKind;

/** The document and the handlers name the same calls, and the document is strict. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class OpenApiDocumentTest {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping handlers;

  @Test
  void everyCallThatIsHandledIsDescribedAndTheOtherWayRound() {
    Set<String> handled = new TreeSet<>();
    for (RequestMappingInfo mapping : handlers.getHandlerMethods().keySet()) {
      for (String path : mapping.getPatternValues()) {
        for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
          if (path.startsWith("/api/")) {
            handled.add(method + " " + path);
          }
        }
      }
    }
    assertThat(handled).isNotEmpty().isEqualTo(ApiClient.describedCalls());
  }

  @Test
  void everyErrorCodeThatIsGivenIsInTheDocumentAndNoOther() {
    assertThat(ApiClient.describedErrorCodes())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::text).toList());
  }

  @Test
  void everyReportsColumnsAreInTheDocument() {
    for (ReportKind kind : ReportKind.values()) {
      List<String> columns = new ArrayList<>();
      if (kind.groups() > 0) {
        columns.addAll(ReportKind.GROUPS);
      }
      columns.addAll(kind.keys());
      columns.addAll(kind.metrics());

      assertThat(ApiClient.describedColumns(kind.word())).as(kind.word()).isEqualTo(columns);
    }
  }

  @Test
  void everyBodyHasAnExampleThatIsAsDescribed() {
    assertThat(ApiClient.exampleProblems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"recipientKey\":\"xyz\",\"optedOut\":true,\"since\":null,\"source\":null}",
        "{\"recipientKey\":\"0123456789abcdef\",\"optedOut\":\"yes\",\"since\":null,\"source\":null}",
        "{\"recipientKey\":\"0123456789abcdef\",\"since\":null,\"source\":null}",
        "{\"recipientKey\":\"0123456789abcdef\",\"optedOut\":true,\"since\":\"today\",\"source\":null}",
        "{\"recipientKey\":\"0123456789abcdef\",\"optedOut\":true,\"since\":null,\"source\":\"me\"}"
      })
  void anAnswerThatIsNotAsDescribedWouldBeFound(String body) {
    assertThat(ApiClient.problems("GET", "/api/v1/opt-outs/x", 200, body)).isNotEmpty();
  }

  @Test
  void aFieldThatIsNotDescribedWouldBeFound() {
    List<String> bodies = new ArrayList<>();
    bodies.add("{\"keys\":[],\"more\":1}");
    bodies.add(
        "{\"level\":\"campaign\",\"name\":\"x\",\"version\":0,\"changedAt\":null,"
            + "\"changedBy\":\"\",\"colour\":\"red\"}");

    assertThat(ApiClient.problems("GET", "/api/v1/api-keys", 200, bodies.getFirst())).isNotEmpty();
    assertThat(ApiClient.problems("GET", "/api/v1/settings/campaign/x", 200, bodies.getLast()))
        .isNotEmpty();
  }
}
