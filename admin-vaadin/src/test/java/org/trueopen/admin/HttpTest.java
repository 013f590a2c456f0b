package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API, the health endpoints and the login, over real HTTP. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class HttpTest {

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  @Autowired private Environment environment;
  @Autowired private FakeReports reports;
  @Autowired private FakeSettings settings;

  /** Other tests share the application and may have revoked a key. */
  @BeforeEach
  void startAnew() {
    settings.reset();
    TestAdmin.addKeys(settings);
  }

  @AfterEach
  void turnTheStoreOn() {
    reports.setDown(false);
  }

  @Test
  void aDeliveryIsGivenWithDecisionEngagementAndTheHitsThatStand() throws Exception {
    HttpResponse<String> response = getWithKey("/api/v1/deliveries/d1", TestAdmin.API_KEY);

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode json = json(response);
    assertThat(json.path("deliveryId").asString()).isEqualTo("d1");
    assertThat(json.path("account").asString()).isEqualTo("demo");
    assertThat(json.path("to").asString()).isEqualTo("bob@example.net");
    assertThat(json.path("from").asString()).isEqualTo("news@demo.example");
    assertThat(json.path("sentAt").asString()).isEqualTo("2026-11-21T20:00:00Z");
    assertThat(json.at("/decision/opens/decidedBy").asString()).isEqualTo("DEFAULT");
    assertThat(json.at("/decision/opens/since").isNull()).isTrue();
    assertThat(json.at("/decision/clicks/tracked").asBoolean()).isFalse();
    assertThat(json.at("/decision/clicks/since").asString()).isEqualTo("2026-11-21T19:59:00Z");
    assertThat(json.at("/decision/clicks/setBy").asString()).isEqualTo("admin");
    assertThat(json.at("/decision/identity/anonymous").asBoolean()).isFalse();
    assertThat(json.at("/decision/identity/decidedBy").asString()).isEqualTo("DEFAULT");
    assertThat(json.at("/engagement/status").asString()).isEqualTo("OPENED");
    assertThat(json.at("/engagement/opens").asLong()).isEqualTo(1);
    assertThat(json.path("hits").size()).isEqualTo(2);
    assertThat(json.path("statementsLeftOut").asInt(-1)).isZero();
    assertThat(json.at("/hits/0/verdict").asString()).isEqualTo("PERSON_VIA_PROXY");
    assertThat(json.at("/hits/1/hitId").asString()).isEqualTo("h2");
    assertThat(json.at("/hits/1/verdict").asString()).isEqualTo("SECURITY_SCANNER");
    assertThat(json.at("/hits/1/place").asString()).isEqualTo("FIRST");
    assertThat(json.at("/hits/1/country").asString()).isEqualTo("NZ");
    assertThat(json.at("/hits/1/lists/0").asString()).isEqualTo("networks@2026-11-20");
    assertThat(json.at("/hits/1/reasons/0/rule").asString()).isEqualTo("link-burst");
    assertThat(json.at("/hits/1/reasons/0/text").asString()).contains("9 links within 10 s");
  }

  @Test
  void anotherAccountsDeliveryAnswersAsOneThatDoesNotExist() throws Exception {
    HttpResponse<String> others = getWithKey("/api/v1/deliveries/d2", TestAdmin.API_KEY);
    HttpResponse<String> unknown = getWithKey("/api/v1/deliveries/nope", TestAdmin.API_KEY);

    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(others.body()).isEqualTo(unknown.body()).contains("\"code\":\"not-found\"");
  }

  @Test
  void anIdThatCannotBeOneIsNotFound() throws Exception {
    assertThat(getWithKey("/api/v1/deliveries/a%20b", TestAdmin.API_KEY).statusCode())
        .isEqualTo(404);
  }

  @Test
  void anotherPathOfTheApiIsNotFoundInJson() throws Exception {
    HttpResponse<String> response = getWithKey("/api/v2/things", TestAdmin.API_KEY);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).at("/error/code").asString()).isEqualTo("not-found");
  }

  @Test
  void anotherMethodThanThePathHasIsNotAllowedAndToldWhichAre() throws Exception {
    HttpResponse<String> response =
        client.send(
            request("/api/v1/settings/account/demo")
                .header("Authorization", "Bearer " + TestAdmin.API_KEY)
                .DELETE()
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(json(response).at("/error/code").asString()).isEqualTo("method-not-allowed");
    assertThat(response.headers().firstValue("Allow")).contains("GET, PUT");
  }

  @Test
  void withoutAValidKeyTheApiSaysSoInJsonAndSetsNoCookie() throws Exception {
    for (String key : new String[] {"", "wrong", TestAdmin.REVOKED_KEY}) {
      HttpResponse<String> response = getWithKey("/api/v1/deliveries/d1", key);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(json(response).at("/error/code").asString())
          .isEqualTo(key.equals(TestAdmin.REVOKED_KEY) ? "key-revoked" : "unauthorized");
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aLoginIsNoKeyToTheApi() throws Exception {
    logIn(TestAdmin.PASSWORD);

    assertThat(get("/api/v1/deliveries/d1").statusCode()).isEqualTo(401);
  }

  @Test
  void aStoreThatIsGoneMakesTheApiUnavailableAndTheAdminNotReady() throws Exception {
    reports.setDown(true);

    HttpResponse<String> delivery = getWithKey("/api/v1/deliveries/d1", TestAdmin.API_KEY);
    assertThat(delivery.statusCode()).isEqualTo(503);
    assertThat(json(delivery).at("/error/code").asString()).isEqualTo("unavailable");
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").body()).contains("\"clickhouse\":\"down\"");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void healthIsAnsweredToAnybodyAndWithoutASession() throws Exception {
    HttpResponse<String> ready = get("/health/ready");

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(json(ready).path("status").asString()).isEqualTo("up");
    assertThat(ready.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void whoIsNotLoggedInGetsTheLoginPage() throws Exception {
    for (String path : new String[] {"/", "/messages", "/deliveries/d1", "/config"}) {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).isEqualTo(302);
      assertThat(response.headers().firstValue("Location").orElse("")).endsWith("/login");
    }
  }

  @Test
  void theRightPasswordLogsInAndAWrongOneDoesNot() throws Exception {
    assertThat(logIn("wrong password")).endsWith("/login?error");
    assertThat(logIn(TestAdmin.PASSWORD)).endsWith("/");
    assertThat(get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aLoginWithoutTheCsrfTokenIsRefused() throws Exception {
    HttpResponse<String> response =
        client.send(
            request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=admin&password=" + encoded(TestAdmin.PASSWORD)))
                .build(),
            BodyHandlers.ofString());

    assertThat(response.headers().firstValue("Location").orElse("")).doesNotEndWith("/");
    assertThat(get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void pagesCarrySecurityHeadersAndACookieScriptsCannotRead() throws Exception {
    HttpResponse<String> page = get("/login");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(page.headers().firstValue("Server")).isEmpty();
    assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly")
        .contains("SameSite=Lax");
  }

  private String logIn(String password) throws IOException, InterruptedException {
    Matcher token =
        Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"").matcher(get("/login").body());
    assertThat(token.find()).as("a CSRF token in the login page").isTrue();
    String form =
        "username=admin&password=" + encoded(password) + "&_csrf=" + encoded(token.group(1));
    HttpResponse<String> response =
        client.send(
            request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
    return response.headers().firstValue("Location").orElse("");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        request(path).header("Accept", "text/html,application/json").build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> getWithKey(String path, String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    String port = environment.getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
