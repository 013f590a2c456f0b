package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands in the document is held against real answers in {@link Contract}. */
class OpenApiTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;

  @Test
  void theDocumentHasEveryRouteAndNoOther() {
    Map<String, Set<String>> documented = new TreeMap<>();
    document()
        .getPaths()
        .forEach(
            (path, item) -> {
              Set<String> methods = new TreeSet<>();
              item.readOperationsMap().keySet().forEach(method -> methods.add(method.name()));
              documented.put(path, methods);
            });
    Map<String, Set<String>> routes = new TreeMap<>();
    for (Route route : Route.values()) {
      routes.put(route.path(), new TreeSet<>(route.methods()));
    }

    assertThat(documented).isEqualTo(routes);
  }

  @Test
  void theDocumentIsValid() {
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(Contract.document());

    assertThat(result.getMessages()).isEmpty();
  }

  @Test
  void theDocumentIsServedToEverybodyAndMayBeKept() {
    HttpResponse<byte[]> response = CLIENT.get("/openapi.yaml");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(IngestClient.text(response)).isEqualTo(Contract.document());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/yaml");
    assertThat(response.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    String tag = response.headers().firstValue("ETag").orElseThrow();
    assertThat(CLIENT.get("/openapi.yaml", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(CLIENT.get("/openapi.yaml", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
  }

  /** The codes stand in the sources as the second argument of an exception. */
  @Test
  void everyErrorCodeThatIsGivenIsInTheDocument() throws Exception {
    Set<String> given = new TreeSet<>();
    Pattern code =
        Pattern.compile("\"((?:[a-z]+-)+[a-z]+|busy|forbidden|unauthorized|unavailable)\"");
    for (String file :
        new String[] {
          "web/ApiHandler",
          "web/BodyReader",
          "web/BodyMemory",
          "web/JsonBody",
          "message/IdempotencyKeys",
          "message/JsonMessageParser",
          "message/MailRequestParser",
          "message/MessagesHandler",
          "message/StatusHandler"
        }) {
      String source =
          java.nio.file.Files.readString(
              java.nio.file.Path.of("src/main/java/org/trueopen/ingest/" + file + ".java"));
      Matcher matcher = code.matcher(source);
      while (matcher.find()) {
        given.add(matcher.group(1));
      }
    }
    given.remove("idempotency-key"); // what keys are remembered by

    String codes = Contract.document().split("Stable; for programs.", 2)[1].split("message:", 2)[0];
    assertThat(Pattern.compile("- ([a-z-]+)").matcher(codes).results().map(m -> m.group(1)))
        .containsExactlyInAnyOrderElementsOf(given);
  }

  @Test
  void anAnswerThatTheDocumentDoesNotDescribeWouldBeNoticed() {
    int before = Contract.checked();
    CLIENT.get("/health/live");
    assertThat(Contract.checked()).isEqualTo(before + 1);

    assertThatThrownBy(() -> CLIENT.send("OPTIONS", "/health/live"))
        .isInstanceOf(AssertionError.class);
  }

  private static OpenAPI document() {
    return new OpenAPIV3Parser().readContents(Contract.document()).getOpenAPI();
  }
}
