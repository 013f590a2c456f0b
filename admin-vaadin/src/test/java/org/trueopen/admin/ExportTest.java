package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.trueopen.id.AccountId;
import org.trueopen.store.TestClickHouse;

/** The pages' tables as CSV, over real HTTP and real rows. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class, ExportTest.Account.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class ExportTest {

  private static final AccountId ACCOUNT = new AccountId("exports");

  /** An account of this test's own, so that it may count. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Account {
    @Bean
    @Primary
    AccountId ownAccount() {
      return ACCOUNT;
    }
  }

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  @Autowired private Environment environment;
  @Autowired private SwitchedAnswers answers;
  private static SampleMail mail;

  /** More than are read at once. */
  private static final String MANY = "/export/messages.csv?from=2020-02-01&to=2020-02-02";

  private static final int MANY_CLICKS = 234_567;

  @BeforeAll
  static void sendMail() {
    Instant now = Instant.now();
    mail = new SampleMail(TestClickHouse.shared(), ACCOUNT.value(), 5);
    for (int i = 0; i < 100; i++) {
      mail.send(now.minusSeconds(1000L * i), now);
    }
    mail.flush();
    TestClickHouse.shared()
        .execute(
            "INSERT INTO trueopen.deliveries (account, delivery_id, sent_at, recipient)"
                + " SELECT 'exports', 'many' || leftPad(toString(number), 6, '0'),"
                + " toDateTime64('2020-02-01 00:00:00', 3, 'UTC') + intDiv(number, 3),"
                + " 'a@x.example' FROM numbers(23456)");
    TestClickHouse.shared()
        .execute(
            "INSERT INTO trueopen.hits (account, delivery_id, hit_id, at, kind, link, url, verdict,"
                + " place, sign) SELECT 'exports', 'many' || leftPad(toString(number % 100), 6, '0'),"
                + " 'hit' || toString(number),"
                + " toDateTime64('2020-02-01 00:00:00', 3, 'UTC') + intDiv(number, 7), 'CLICK', 0,"
                + " 'https://many.example/', 'PERSON', 'FIRST', 1 FROM numbers("
                + MANY_CLICKS
                + ")");
    // Some hits are corrected twice in a millisecond.
    TestClickHouse.shared()
        .execute(
            "INSERT INTO trueopen.corrections (account, delivery_id, hit_id, corrected_at, kind,"
                + " verdict_before, verdict_after) SELECT 'exports',"
                + " 'many' || leftPad(toString(number % 100), 6, '0'), 'hit' || toString(intDiv(number, 3)),"
                + " toDateTime64('2020-02-01 00:00:00', 3, 'UTC') + intDiv(number, 9), 'CLICK',"
                + " ['PERSON', 'UNKNOWN', 'BOT'][number % 3 + 1],"
                + " ['UNKNOWN', 'BOT', 'PERSON'][number % 3 + 1] FROM numbers("
                + MANY_CLICKS
                + ")");
    SampleMail other = new SampleMail(TestClickHouse.shared(), "exports-other", 6);
    other.send(now, now);
    other.flush();
    TestClickHouse.shared()
        .insert(
            "deliveries",
            "exports-formula",
            """
            {"account":"exports","delivery_id":"formula","sent_at":"%s","recipient":"a@x.example",\
            "campaign":"odd","subject":"=HYPERLINK(\\"https://evil.example\\")"}"""
                .formatted(now.toString().substring(0, 19).replace('T', ' ')));
  }

  @BeforeEach
  void switchOn() {
    answers.setDown(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report.csv?report=verdicts&groupBy=day",
        "report.csv?report=links&campaign=spring",
        "report.csv?report=heatmap&campaign=spring&zone=Europe/Berlin",
        "messages.csv?search=bob",
        "clicks.csv?url=https%3A%2F%2Fdemo.example%2Fread",
        "campaigns.csv",
        "campaign-timeline.csv?campaign=spring",
        "machine-networks.csv",
        "machine-recipient-domains.csv",
        "machine-samples.csv?class=SECURITY_SCANNER&recipient=acme.example",
        "domain-profiles.csv",
        "corrections.csv"
      })
  void everyTableIsHadAsCsvOnlyByWhoIsLoggedIn(String table) throws Exception {
    HttpResponse<String> before = get("/export/" + table);
    logIn();
    HttpResponse<String> after = get("/export/" + table);

    assertThat(before.statusCode()).isEqualTo(302);
    assertThat(before.headers().firstValue("Location").orElse("")).endsWith("/login");
    assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
    assertThat(after.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(after.headers().firstValue("Content-Disposition").orElse("")).contains(".csv");
    assertThat(after.body()).startsWith("\"").doesNotContain("exports-other");
  }

  @Test
  void messagesAreAllOfThisAccountsAndNoTextIsAFormula() throws Exception {
    logIn();
    List<String> lines = get("/export/messages.csv").body().lines().toList();

    assertThat(lines).hasSize(1 + mail.written().size() + 1);
    assertThat(lines).anyMatch(line -> line.contains("\"'=HYPERLINK("));
  }

  @Test
  void aMachinesHitHasItsCountryAndTheListsThatKnewIt() throws Exception {
    logIn();
    List<String> lines =
        get("/export/machine-samples.csv?class=SECURITY_SCANNER").body().lines().toList();

    assertThat(lines.getFirst()).contains("\"country_code\"").endsWith("\"lists_matched\"");
    assertThat(lines.get(1)).contains(",\"US\",").endsWith("\"['user-agents@2026-11-20']\"");
  }

  @Test
  void aCampaignsNameIsNoFormulaInAReportEither() throws Exception {
    TestClickHouse.shared()
        .execute(
            "INSERT INTO trueopen.engagement (account, delivery_id, campaign, sent_at, sign)"
                + " VALUES ('exports', 'odd', '=1+1', now64(3) - 60, 1)");
    logIn();

    assertThat(get("/export/report.csv?report=engagement&groupBy=campaign").body())
        .contains("\"'=1+1\"")
        .doesNotContain("\"=1+1\"");
  }

  @Test
  void aListThatIsReadInPiecesIsWholeAndInOrder() throws Exception {
    logIn();

    List<String> ids =
        get(MANY)
            .body()
            .lines()
            .skip(1)
            .map(line -> line.substring(1, line.indexOf('"', 1)))
            .toList();

    assertThat(ids).hasSize(23_456).doesNotHaveDuplicates();
    assertThat(ids).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clicks.csv?url=https%3A%2F%2Fmany.example%2F&from=2020-02-01&to=2020-02-03",
        "corrections.csv?from=2020-02-01&to=2020-02-03"
      })
  void clicksAndCorrectionsAreWholeHoweverMany(String list) throws Exception {
    logIn();

    List<String> rows = get("/export/" + list).body().lines().skip(1).toList();

    assertThat(rows).hasSize(MANY_CLICKS);
    assertThat(Set.copyOf(rows)).hasSize(MANY_CLICKS);
    assertThat(rows.stream().map(row -> row.substring(0, row.indexOf(','))))
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void aListWhoseRestCannotBeReadIsNotTakenForWhole() throws Exception {
    logIn();
    answers.setDownAfter(3);

    assertThatIOException().isThrownBy(() -> get(MANY));
  }

  @Test
  void whatIsAskedWronglyIsSaidAndAnUnknownTableTold() throws Exception {
    logIn();

    assertThat(get("/export/secrets.csv").statusCode()).isEqualTo(400);
    assertThat(get("/export/messages.csv?zone=Nowhere").body()).contains("zone: expected");
    answers.setDown(true);
    assertThat(get("/export/messages.csv").statusCode()).isEqualTo(503);
  }

  @Test
  void aSharedLinkOpensNoExport() throws Exception {
    assertThat(get("/shared/whatever").statusCode()).isEqualTo(200);
    assertThat(get("/export/messages.csv").statusCode()).isEqualTo(302);
    assertThat(get("/api/v1/messages").statusCode()).isEqualTo(401);
  }

  private void logIn() throws IOException, InterruptedException {
    Matcher token =
        Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"").matcher(get("/login").body());
    assertThat(token.find()).as("a CSRF token in the login page").isTrue();
    client.send(
        request("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "username=admin&password="
                        + encoded(TestAdmin.PASSWORD)
                        + "&_csrf="
                        + encoded(token.group(1))))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        request(path).header("Accept", "text/html,application/json").build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:" + environment.getProperty("local.server.port") + path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
