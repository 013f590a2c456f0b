package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.trueopen.admin.SampleMail.SampleDelivery;
import org.trueopen.admin.report.ReportKind;
import org.trueopen.store.TestClickHouse;
import tools.jackson.databind.JsonNode;

/** Reports, messages and clicks over real HTTP, out of a real engine. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class ReportApiTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:15:00Z");
  private static final String RANGE = "from=2026-10-01&to=2026-12-01";

  private static SampleMail mail;

  @Autowired private Environment environment;
  @Autowired private FakeSettings settings;
  private ApiClient api;

  @BeforeAll
  static void sendMail() {
    mail = new SampleMail(TestClickHouse.shared(), "demo", 7);
    for (int i = 0; i < 250; i++) {
      mail.send(NOW.minusSeconds(3700L * i), NOW);
    }
    mail.flush();
    SampleMail other = new SampleMail(TestClickHouse.shared(), "other", 1);
    other.send(NOW.minusSeconds(60), NOW);
    other.flush();
  }

  @BeforeEach
  void startAnew() {
    settings.reset();
    TestAdmin.addKeys(settings);
    api = with(TestAdmin.REPORT_KEY);
  }

  @Test
  void everyReportAnswersWithTheKeysAndMetricsItPromises() throws Exception {
    for (ReportKind kind : ReportKind.values()) {
      String word = kind.word();
      String group = kind.groups() > 0 ? "&groupBy=campaign" : "";
      HttpResponse<String> response = get("report=" + word + group);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode rows = ApiClient.json(response);
      assertThat(rows.isArray()).isTrue();
      if (kind != ReportKind.CORRECTIONS && kind != ReportKind.COHORTS) {
        assertThat(rows).as(word).isNotEmpty();
      }
      for (JsonNode row : rows) {
        assertThat(row.propertyNames()).containsAll(kind.keys()).containsAll(kind.metrics());
        assertThat(ApiClient.rowProblems(word, row)).as(row.toString()).isEmpty();
        assertThat(row.has("campaign")).isEqualTo(kind.groups() > 0);
      }
    }
  }

  @Test
  void totalsAreThoseOfTheAccountOfTheKey() throws Exception {
    JsonNode row = ApiClient.json(get("metrics=deliveries,opensTrackable,openRateFloor")).get(0);

    long trackable = mail.written().stream().filter(SampleDelivery::opensTracked).count();
    assertThat(row.path("deliveries").asLong()).isEqualTo(250);
    assertThat(row.path("opensTrackable").asLong()).isEqualTo(trackable);
    assertThat(row.path("openRateFloor").asDouble()).isBetween(0.1, 0.9);
    assertThat(row.propertyNames()).hasSize(3);
  }

  @Test
  void csvAndLinesAndParquetComeByTheAcceptHeader() throws Exception {
    String path = "/api/v1/report?" + RANGE + "&groupBy=day,campaign&metrics=deliveries";
    HttpResponse<byte[]> csv = raw(path, "text/csv");
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    List<String> lines = new String(csv.body(), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("\"day\",\"campaign\",\"deliveries\"");
    long sum =
        lines.stream()
            .skip(1)
            .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
            .sum();
    assertThat(sum).isEqualTo(250);

    HttpResponse<byte[]> ndjson = raw(path, "application/x-ndjson");
    assertThat(new String(ndjson.body(), StandardCharsets.UTF_8).lines().count())
        .isEqualTo(lines.size() - 1);

    HttpResponse<byte[]> parquet = raw(path, "application/vnd.apache.parquet");
    assertThat(new String(parquet.body(), 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");

    assertThat(raw(path, "image/png").statusCode()).isEqualTo(406);
    assertThat(raw("/api/v1/report?from=x", "text/csv").statusCode()).isEqualTo(400);
    assertThat(raw(path, "text/csv;q=0.5, application/json").headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
  }

  @Test
  void daysAreThoseOfTheZone() throws Exception {
    Map<String, Long> expected =
        mail.written().stream()
            .collect(
                java.util.stream.Collectors.groupingBy(
                    sent ->
                        sent.sentAt()
                            .atZone(java.time.ZoneId.of("Asia/Kolkata"))
                            .toLocalDate()
                            .toString(),
                    java.util.stream.Collectors.counting()));
    JsonNode rows = ApiClient.json(get("groupBy=day&zone=Asia/Kolkata&metrics=deliveries"));

    assertThat(rows).hasSize(expected.size());
    for (JsonNode row : rows) {
      assertThat(row.path("deliveries").asLong())
          .isEqualTo(expected.get(row.path("day").asString()));
    }
  }

  @Test
  void whatIsWrongIsSaidAtOnceAndByName() throws Exception {
    HttpResponse<String> response =
        api.get(
            "/api/v1/report?report=nope&groupBy=colour&metrics=fun&from=yesterday&zone=%2B5&by=1");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ApiClient.errorCode(response)).isEqualTo("unknown-parameter");
    assertThat(ApiClient.errorMessage(response))
        .contains("report:", "groupBy:", "metrics:", "from:", "zone:", "no parameter of that name");
    for (String wrong :
        List.of(
            "from=2026-11-21T20:10:00Z",
            "from=2026-11-22&to=2026-11-21",
            "report=clients&mailbox=a%40b",
            "report=heatmap&groupBy=day",
            "groupBy=day,day",
            "zone=Mars/Base&zone=UTC")) {
      HttpResponse<String> refused = api.get("/api/v1/report?" + wrong);
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
      assertThat(ApiClient.errorCode(refused)).as(wrong).isEqualTo("bad-request");
    }
  }

  @Test
  void filtersTakeEveryCharacterAsItself() throws Exception {
    for (String campaign : List.of("'", "\\", "a' OR 1=1 --", "\t", "{account:String}", "']")) {
      JsonNode rows =
          ApiClient.json(get("campaign=" + URLEncoder.encode(campaign, StandardCharsets.UTF_8)));
      assertThat(rows).isEmpty();
    }
    assertThat(
            ApiClient.json(get("campaign=spring&campaign=&metrics=deliveries"))
                .get(0)
                .path("deliveries")
                .asLong())
        .isEqualTo(
            mail.written().stream()
                .filter(sent -> List.of("spring", "").contains(sent.campaign()))
                .count());
  }

  @Test
  void pagesOfMessagesJoinToTheWholeNewestFirst() throws Exception {
    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      HttpResponse<String> response = api.get("/api/v1/messages?limit=60&" + RANGE + cursor);
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode page = ApiClient.json(response);
      page.path("messages").forEach(each -> found.add(each.path("deliveryId").asString()));
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
    } while (!cursor.isEmpty());

    assertThat(found)
        .isEqualTo(
            mail.written().stream()
                .sorted(
                    Comparator.comparing(SampleDelivery::sentAt)
                        .thenComparing(SampleDelivery::id)
                        .reversed())
                .map(SampleDelivery::id)
                .toList());
    assertThat(api.get("/api/v1/messages?cursor=abc").statusCode()).isEqualTo(400);
    assertThat(api.get("/api/v1/messages?limit=1001").statusCode()).isEqualTo(400);
  }

  @Test
  void clicksOnALinkNameWhoAndWhen() throws Exception {
    String url = URLEncoder.encode("https://demo.example/read", StandardCharsets.UTF_8);
    JsonNode page = ApiClient.json(api.get("/api/v1/clicks?limit=1000&" + RANGE + "&url=" + url));

    long clicks =
        mail.written().stream()
            .flatMap(sent -> sent.hits().stream())
            .filter(hit -> hit.link() >= 0 && !hit.place().equals("RELOAD"))
            .count();
    assertThat(page.path("clicks")).hasSize((int) clicks);
    assertThat(page.path("clicks").get(0).path("to").asString()).contains("@");
    assertThat(api.get("/api/v1/clicks").statusCode()).isEqualTo(400);
  }

  @Test
  void aKeyWithoutTheScopeReadsNothing() throws Exception {
    for (String path : List.of("/api/v1/report", "/api/v1/messages", "/api/v1/clicks?url=x")) {
      assertThat(with(TestAdmin.SEND_KEY).get(path).statusCode()).isEqualTo(403);
      assertThat(with("").get(path).statusCode()).isEqualTo(401);
    }
  }

  private HttpResponse<String> get(String parameters) throws Exception {
    return api.get("/api/v1/report?" + RANGE + '&' + parameters);
  }

  private HttpResponse<byte[]> raw(String path, String accept) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://localhost:"
                          + environment.getRequiredProperty("local.server.port")
                          + path))
              .header("Authorization", "Bearer " + TestAdmin.REPORT_KEY)
              .header("Accept", accept)
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private ApiClient with(String key) {
    return new ApiClient(environment.getRequiredProperty("local.server.port"), key);
  }
}
