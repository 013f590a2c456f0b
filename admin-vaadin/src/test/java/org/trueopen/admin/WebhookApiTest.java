package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.trueopen.log.PostKey;
import org.trueopen.log.PostOutcome;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.WebhookSettings;

/** Webhooks over real HTTP. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class WebhookApiTest {

  private static final String SETTING = "/api/v1/settings/webhooks/demo";
  private static final String ONE =
      """
      {"published": false, "endpoints": [{"id": "shop", "url": "https://shop.example/hook?x=1",
       "events": ["opened", "corrected"], "enabled": true}]}""";

  @Autowired private Environment environment;
  @Autowired private FakeSettings settings;
  @Autowired private FakeWebhooks webhooks;
  private ApiClient api;

  @BeforeEach
  void startAnew() {
    settings.reset();
    TestAdmin.addKeys(settings);
    api = with(TestAdmin.API_KEY);
  }

  @Test
  void endpointsAreSetAsEveryOtherSetting() throws Exception {
    HttpResponse<String> response = api.put(SETTING, "\"0\"", ONE);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(api.get(SETTING).body())
        .contains("\"events\":[\"corrected\",\"opened\"]", "\"generation\":1");
    assertThat(stored().endpoints()).hasSize(1);
  }

  @Test
  void everythingThatIsWrongIsNamed() throws Exception {
    HttpResponse<String> response =
        api.put(
            SETTING,
            "\"0\"",
            """
            {"published": false, "endpoints": [
             {"id": "a/b", "url": "https://shop.example/", "events": [], "enabled": true},
             {"id": "two", "url": "ftp://shop.example/", "events": ["opened"], "enabled": true},
             {"id": "two", "url": "https://user@shop.example/", "events": ["seen"], "enabled": true}]}""");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("letters, digits and hyphens", "two endpoints have the same", "http or https")
        .contains("expected opened, clicked, forwarded or corrected");
  }

  @Test
  void aSecretIsShownWhenItIsMadeAndNowhereElse() throws Exception {
    api.put(SETTING, "\"0\"", ONE);

    HttpResponse<String> response =
        api.post("/api/v1/webhooks/shop/secret", "application/json", "{}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ApiClient.json(response).path("secret").asString())
        .matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(stored().find("shop").orElseThrow().generation()).isEqualTo(2);
    assertThat(api.get(SETTING).body()).doesNotContain("whsec");
  }

  @Test
  void anEndpointMadeAgainHasASecretThatItNeverHad() throws Exception {
    api.put(SETTING, "\"0\"", ONE);
    api.post("/api/v1/webhooks/shop/secret", "application/json", "{}");
    api.put(SETTING, "\"2\"", "{\"published\": false, \"endpoints\": []}");

    api.put(SETTING, "\"3\"", ONE);

    // Generation 3, which signs as the one before, is new as well.
    assertThat(stored().find("shop").orElseThrow().generation()).isEqualTo(4);
    api.put(SETTING, "\"4\"", ONE.replace("true", "false"));
    assertThat(stored().find("shop").orElseThrow().generation()).isEqualTo(4);
  }

  @Test
  void aTestEventGoesToTheOneEndpoint() throws Exception {
    api.put(SETTING, "\"0\"", ONE);

    assertThat(api.post("/api/v1/webhooks/shop/test", "application/json", "{}").statusCode())
        .isEqualTo(202);

    assertThat(webhooks.posted())
        .anyMatch(
            event -> event.startsWith("shop {") && event.contains("org.trueopen.webhook.test.v1"));
    assertThat(api.post("/api/v1/webhooks/other/test", "application/json", "{}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void attemptsAreToldAndWhatWasGivenUpIsReplayed() throws Exception {
    api.put(SETTING, "\"0\"", ONE);
    webhooks.add(
        new PostOutcome(
            new PostKey("demo", "shop", "e1"),
            "org.trueopen.engagement.opened.v1",
            8,
            PostOutcome.Result.GIVEN_UP,
            503,
            12,
            Instant.EPOCH,
            "answered 503"));

    assertThat(api.get("/api/v1/webhooks/shop/attempts").body())
        .contains("\"eventId\":\"e1\"", "\"result\":\"given-up\"", "\"status\":503");
    assertThat(
            ApiClient.json(api.post("/api/v1/webhooks/shop/replay", "application/json", "{}"))
                .path("events")
                .asInt())
        .isEqualTo(3);
  }

  @Test
  void aKeyWithoutTheScopeMayNothing() throws Exception {
    ApiClient reports = with(TestAdmin.REPORT_KEY);

    assertThat(reports.get("/api/v1/webhooks/shop/attempts").statusCode()).isEqualTo(403);
    assertThat(reports.post("/api/v1/webhooks/shop/secret", "application/json", "{}").statusCode())
        .isEqualTo(403);
  }

  private ApiClient with(String key) {
    return new ApiClient(environment.getRequiredProperty("local.server.port"), key);
  }

  private WebhookSettings stored() {
    return (WebhookSettings)
        settings.view().find(SettingKey.webhooks(TestAdmin.DEMO)).orElseThrow().value();
  }
}
