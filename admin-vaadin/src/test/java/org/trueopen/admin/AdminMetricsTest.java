package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

/** Metrics over real HTTP, on the port of their own. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"vaadin.productionMode=true", "trueopen.internal-port=0"})
class AdminMetricsTest {

  private final HttpClient http = HttpClient.newHttpClient();

  @Autowired private Environment environment;

  @Test
  void theInternalPortTellsOfTheProcessRequestsSessionsAndPushes() throws Exception {
    get("local.server.port", "/api/v1/openapi.yaml");
    // A request is counted once its answer is out.
    Awaitility.await()
        .until(
            () ->
                get("local.management.port", "/metrics")
                    .body()
                    .contains("uri=\"/api/v1/openapi.yaml\""));

    HttpResponse<String> metrics = get("local.management.port", "/metrics");

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(metrics.body())
        .contains("jvm_memory_used_bytes{")
        .contains("http_server_requests_seconds_count{")
        .contains("tomcat_sessions_active_current_sessions ")
        .contains("# HELP trueopen_admin_pushes_total ");
  }

  @Test
  void strangersGetNoMetricsOnTheOtherPort() throws Exception {
    for (String path : new String[] {"/metrics", "/prometheus", "/actuator"}) {
      assertThat(get("local.server.port", path).body()).as(path).doesNotContain("jvm_memory");
      assertThat(get("local.server.port", path).statusCode()).as(path).isNotEqualTo(200);
    }
  }

  @Test
  void theInternalPortHasNothingElse() throws Exception {
    for (String path : new String[] {"/", "/login", "/env", "/health", "/api/v1/openapi.yaml"}) {
      assertThat(get("local.management.port", path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void everyMetricOfOursIsDocumented() throws Exception {
    String documented = Files.readString(Path.of("..", "docs", "operations.md"));
    TreeSet<String> names = new TreeSet<>();
    Pattern.compile("^# HELP (trueopen_[a-z_]+) ", Pattern.MULTILINE)
        .matcher(get("local.management.port", "/metrics").body())
        .results()
        .forEach(found -> names.add(found.group(1)));

    assertThat(names).isNotEmpty();
    assertThat(names).allSatisfy(name -> assertThat(documented).contains('`' + name + '`'));
  }

  private HttpResponse<String> get(String port, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + environment.getRequiredProperty(port) + path))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
