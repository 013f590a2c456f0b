package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Level;
import org.trueopen.settings.PrivacySignals;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;
import tools.jackson.databind.JsonNode;

/** Settings over real HTTP. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class SettingsApiTest {

  private static final String OFF =
      """
      {"opens":"off","clicks":"inherit","identity":"anonymous","textLinks":"on"}""";
  private static final String INHERIT =
      """
      {"opens":"inherit","clicks":"inherit","identity":"inherit","textLinks":"inherit"}""";

  @Autowired private Environment environment;
  @Autowired private FakeSettings settings;
  private ApiClient api;

  @BeforeEach
  void startAnew() {
    settings.reset();
    TestAdmin.addKeys(settings);
    api = with(TestAdmin.API_KEY);
  }

  @Test
  void aSettingNobodyHasSetInheritsEverythingAndHasTheVersionZero() throws Exception {
    HttpResponse<String> response = api.get("/api/v1/settings/mailbox/news@demo.example");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ETag")).contains("\"0\"");
    JsonNode json = ApiClient.json(response);
    assertThat(json.path("level").asString()).isEqualTo("mailbox");
    assertThat(json.path("name").asString()).isEqualTo("news@demo.example");
    assertThat(json.path("opens").asString()).isEqualTo("inherit");
    assertThat(json.path("identity").asString()).isEqualTo("inherit");
    assertThat(json.path("changedAt").isNull()).isTrue();
    assertThat(json.at("/effective/opens/value").asString()).isEqualTo("on");
    assertThat(json.at("/effective/opens/decidedBy").asString()).isEqualTo("DEFAULT");
    assertThat(json.at("/effective/identity/value").asString()).isEqualTo("identified");
    assertThat(json.at("/effective/textLinks/value").asString()).isEqualTo("off");
  }

  @Test
  void aSettingThatIsPutHoldsWithItsNextVersionAndWhoDidIt() throws Exception {
    HttpResponse<String> response =
        api.put("/api/v1/settings/campaign/Spring%20sale", "\"0\"", OFF);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(ApiClient.json(response).path("changedBy").asString()).isEqualTo("key first");
    Setting setting = settings.view().find(campaign("Spring sale")).orElseThrow();
    assertThat(setting.changedBy()).isEqualTo("key first");
    assertThat(setting.value())
        .isEqualTo(new TrackingSwitches(Switch.OFF, Switch.INHERIT, Identity.ANONYMOUS, Switch.ON));
    assertThat(api.get("/api/v1/settings/campaign/Spring%20sale").body())
        .isEqualTo(response.body());
  }

  @Test
  void whatIsReadMayBeChangedAndSentBackAsItIs() throws Exception {
    String path = "/api/v1/settings/account/demo";
    String read = api.get(path).body();

    HttpResponse<String> response =
        api.put(path, "\"0\"", read.replace("\"opens\":\"inherit\"", "\"opens\":\"off\""));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ApiClient.json(response).path("opens").asString()).isEqualTo("off");
  }

  @Test
  void whatHoldsIsSaidWithTheLevelItComesFrom() throws Exception {
    settings.overwrite(
        SettingKey.tracking(TestAdmin.DEMO, Level.ACCOUNT, "demo"),
        new TrackingSwitches(Switch.OFF, Switch.OFF, Identity.ANONYMOUS, Switch.INHERIT),
        "ada");
    settings.overwrite(
        SettingKey.tracking(TestAdmin.DEMO, Level.DOMAIN, "demo.example"),
        new TrackingSwitches(Switch.INHERIT, Switch.ON),
        "bob");
    settings.overwrite(
        SettingKey.tracking(TestAdmin.DEMO, Level.MAILBOX, "news@demo.example"),
        new TrackingSwitches(Switch.ON, Switch.INHERIT),
        "eve");

    JsonNode effective =
        ApiClient.json(api.get("/api/v1/settings/mailbox/News@Demo.example")).path("effective");

    assertThat(effective.at("/opens/value").asString()).isEqualTo("on");
    assertThat(effective.at("/opens/decidedBy").asString()).isEqualTo("MAILBOX");
    assertThat(effective.at("/opens/setBy").asString()).isEqualTo("eve");
    assertThat(effective.at("/clicks/decidedBy").asString()).isEqualTo("DOMAIN");
    assertThat(effective.at("/clicks/name").asString()).isEqualTo("demo.example");
    assertThat(effective.at("/identity/value").asString()).isEqualTo("anonymous");
    assertThat(effective.at("/identity/decidedBy").asString()).isEqualTo("ACCOUNT");
    assertThat(effective.at("/identity/name").asString()).isEqualTo("demo");
    assertThat(effective.at("/textLinks/decidedBy").asString()).isEqualTo("DEFAULT");
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefusedWithTheNewerValue() throws Exception {
    settings.overwrite(
        campaign("race"), new TrackingSwitches(Switch.ON, Switch.OFF), "somebody quicker");

    HttpResponse<String> response = api.put("/api/v1/settings/campaign/race", "\"0\"", OFF);

    assertThat(response.statusCode()).isEqualTo(412);
    assertThat(response.headers().firstValue("ETag")).contains("\"1\"");
    JsonNode json = ApiClient.json(response);
    assertThat(json.at("/error/code").asString()).isEqualTo("stale");
    assertThat(json.at("/current/clicks").asString()).isEqualTo("off");
    assertThat(json.at("/current/changedBy").asString()).isEqualTo("somebody quicker");
    assertThat(settings.view().version(campaign("race"))).isEqualTo(1);
  }

  @Test
  void aChangeMustNameTheVersionItIsBasedOn() throws Exception {
    HttpResponse<String> without = api.put("/api/v1/settings/campaign/x", "", OFF);

    assertThat(without.statusCode()).isEqualTo(428);
    assertThat(ApiClient.errorMessage(without)).contains("If-Match");
    for (String wrong : List.of("*", "0", "W/\"0\"", "\"x\"", "\"0\", \"1\"")) {
      assertThat(api.put("/api/v1/settings/campaign/x", wrong, OFF).statusCode()).isEqualTo(400);
    }
    assertThat(settings.view().find(campaign("x"))).isEmpty();
  }

  @Test
  void everythingWrongInABodyIsNamedAtOnceAndNothingIsWritten() throws Exception {
    HttpResponse<String> response =
        api.put(
            "/api/v1/settings/campaign/x",
            "\"0\"",
            """
            {"opens":"OFF","clicks":true,"identity":"anonymous","killSwitch":true,"colour":"red"}""");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ApiClient.errorCode(response)).isEqualTo("unknown-field");
    assertThat(ApiClient.errorMessage(response))
        .contains("opens: expected on or off or inherit")
        .contains("clicks: expected on or off or inherit")
        .contains("textLinks: expected")
        .contains("killSwitch: no such field", "colour: no such field")
        .doesNotContain("identity: expected");
    assertThat(settings.view().find(campaign("x"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "\"off\"",
        "{\"opens\":",
        "{} {}",
        "{\"opens\":\"on\",\"opens\":\"off\"}"
      })
  void whatIsNoJsonObjectIsSaidToBe(String body) throws Exception {
    HttpResponse<String> response = api.put("/api/v1/settings/campaign/x", "\"0\"", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ApiClient.errorCode(response)).isEqualTo("malformed-json");
  }

  @Test
  void aBodyOfAnotherTypeOrTooLargeIsRefused() throws Exception {
    Map<String, String> headers = Map.of("Content-Type", "text/plain", "If-Match", "\"0\"");

    assertThat(
            api.call("PUT", "/api/v1/settings/campaign/x", BodyPublishers.ofString(OFF), headers)
                .statusCode())
        .isEqualTo(415);
    assertThat(
            api.put("/api/v1/settings/campaign/x", "\"0\"", " ".repeat(1 << 20) + OFF).statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "mailbox, nobody, 400",
    "mailbox, Bob%20%3Cbob@demo.example%3E, 400",
    "domain, a@b, 400",
    "domain, under_score.example, 400",
    "domain-policy, -x.example, 400",
    "campaign, line%0Abreak, 400",
    "account, other, 404",
    "policy, other, 404"
  })
  void aNameThatCannotBeOneIsRefused(String level, String name, int status) throws Exception {
    String path = "/api/v1/settings/" + level + '/' + name;

    assertThat(api.get(path).statusCode()).isEqualTo(status);
    assertThat(api.put(path, "\"0\"", OFF).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"message", "api-key", "admin", "ACCOUNT"})
  void aLevelThereIsNotIsNotFound(String level) throws Exception {
    assertThat(api.get("/api/v1/settings/" + level + "/demo").statusCode()).isEqualTo(404);
  }

  @Test
  void aCampaignOfMoreThan128CharactersIsRefused() throws Exception {
    assertThat(api.get("/api/v1/settings/campaign/" + "x".repeat(128)).statusCode()).isEqualTo(200);
    assertThat(api.get("/api/v1/settings/campaign/" + "x".repeat(129)).statusCode()).isEqualTo(400);
  }

  @Test
  void aNameThatCannotStandInAPathIsGivenAsAParameter() throws Exception {
    String path = "/api/v1/settings/campaign/-?name=50%25%20off%2Fall%3Bnow";

    assertThat(api.put(path, "\"0\"", OFF).statusCode()).isEqualTo(200);

    assertThat(settings.view().find(campaign("50% off/all;now"))).isPresent();
    assertThat(ApiClient.json(api.get(path)).path("version").asLong()).isEqualTo(1);
  }

  @Test
  void theAccountsPolicyIsReadAndChanged() throws Exception {
    HttpResponse<String> before = api.get("/api/v1/settings/policy/demo");
    HttpResponse<String> after =
        api.put(
            "/api/v1/settings/policy/demo",
            "\"0\"",
            """
            {"killSwitch":true,"allowUnvalidatedDomains":false,"knownCampaignsOnly":true,
             "earlyPixel":true,"excludedHosts":["Intranet.example","[2001:db8::1]"],
             "privacySignals":"gpc-and-dnt"}""");

    assertThat(ApiClient.json(before).path("killSwitch").asBoolean()).isFalse();
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(settings.view().accountPolicy(TestAdmin.DEMO))
        .isEqualTo(
            new AccountPolicy(
                true,
                false,
                true,
                true,
                Set.of("intranet.example", "[2001:db8::1]"),
                PrivacySignals.GPC_AND_DNT));
    assertThat(ApiClient.json(before).path("privacySignals").asString()).isEqualTo("ignore");
    assertThat(ApiClient.json(after).path("privacySignals").asString()).isEqualTo("gpc-and-dnt");
    assertThat(
            ApiClient.errorMessage(
                api.put(
                    "/api/v1/settings/policy/demo",
                    "\"1\"",
                    """
                    {"killSwitch":"yes","allowUnvalidatedDomains":false,
                     "knownCampaignsOnly":true,"earlyPixel":true,
                     "excludedHosts":["https://x.example/"],"privacySignals":"dnt"}""")))
        .contains("killSwitch: expected true or false", "excludedHosts: expected host names")
        .contains("privacySignals: expected ignore or gpc or gpc-and-dnt");
  }

  @Test
  void aPolicyThatDoesNotSpeakOfTheHoneypotLeavesItAsItIs() throws Exception {
    String path = "/api/v1/settings/policy/demo";
    String policy =
        """
        {"killSwitch":false,"allowUnvalidatedDomains":false,"knownCampaignsOnly":false,
         "earlyPixel":false,"excludedHosts":[],"privacySignals":"ignore"%s}""";
    api.put(path, "\"0\"", policy.formatted(",\"honeypot\":true"));
    HttpResponse<String> silent = api.put(path, "\"1\"", policy.formatted(""));
    HttpResponse<String> off = api.put(path, "\"2\"", policy.formatted(",\"honeypot\":false"));

    assertThat(ApiClient.json(silent).path("honeypot").asBoolean()).isTrue();
    assertThat(ApiClient.json(off).path("honeypot").asBoolean()).isFalse();
  }

  @Test
  void theRulesAreReadWithTheirCatalogueAndChanged() throws Exception {
    String path = "/api/v1/settings/rules/demo";
    JsonNode before = ApiClient.json(api.get(path));
    HttpResponse<String> after =
        api.put(
            path,
            "\"0\"",
            """
            {"thresholds":{"reloadSeconds":45,"burstLinks":3},"ownNetworks":["203.0.113.0/24"]}""");

    assertThat(before.at("/thresholds/reloadSeconds").asInt()).isEqualTo(30);
    assertThat(before.path("ownNetworks")).isEmpty();
    assertThat(before.at("/catalogue/0/name").asString()).isEqualTo("reloadSeconds");
    assertThat(before.at("/catalogue/0/reason").asString()).isNotBlank();
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(ApiClient.json(after).at("/thresholds/reloadSeconds").asInt()).isEqualTo(45);
    assertThat(ApiClient.json(after).at("/thresholds/burstSeconds").asInt()).isEqualTo(10);
    assertThat(settings.view().find(SettingKey.rules(TestAdmin.DEMO)).orElseThrow().value())
        .isEqualTo(new RuleSettings(Map.of("reloadSeconds", 45), List.of("203.0.113.0/24")));
    assertThat(api.put(path, "\"1\"", after.body()).statusCode()).isEqualTo(200);
  }

  @Test
  void changedListsAreReadBackAndStayWhereTheyAreLeftOut() throws Exception {
    String path = "/api/v1/settings/rules/demo";
    String lists =
        """
        {"off":["mimecast"],"entries":[{"match":"network","pattern":"203.0.113.0/24",\
        "name":"acme","verdict":"SECURITY_SCANNER","scope":"both","certainty":85,\
        "source":"our logs","date":"2026-11-26"}]}""";
    HttpResponse<String> set =
        api.put(path, "\"0\"", "{\"thresholds\":{},\"ownNetworks\":[],\"lists\":" + lists + '}');

    assertThat(set.statusCode()).isEqualTo(200);
    assertThat(ApiClient.json(set).path("lists").toString()).isEqualTo(lists);
    String without = "{\"thresholds\":{\"burstLinks\":4},\"ownNetworks\":[]}";
    assertThat(ApiClient.json(api.put(path, "\"1\"", without)).path("lists").toString())
        .isEqualTo(lists);
    assertThat(
            ApiClient.errorMessage(
                api.put(
                    path,
                    "\"2\"",
                    """
                    {"thresholds":{},"ownNetworks":[],"lists":{"off":["nobody"],"on":[],
                     "entries":[{"match":"regex","pattern":"a+b","name":"acme","verdict":"PERSON",
                      "scope":"both","certainty":"85","source":"our logs","date":"2026-11-26"}]}}""")))
        .contains(
            "lists.off: no such list or entry, found \"nobody\"",
            "lists.entries[0].match: expected one of network, contains, exact",
            "certainty: expected a whole number",
            "on: no such field");
  }

  @Test
  void everythingWrongWithRulesIsNamedAtOnce() throws Exception {
    String path = "/api/v1/settings/rules/demo";

    assertThat(
            ApiClient.errorMessage(
                api.put(
                    path,
                    "\"0\"",
                    """
                    {"thresholds":{"reloadSeconds":-1,"colour":3},"ownNetworks":["x.example"]}""")))
        .contains(
            "reloadSeconds: expected 0..3600, found -1",
            "colour: no such threshold",
            "ownNetworks: expected a network or an address");
    assertThat(
            ApiClient.errorMessage(
                api.put(path, "\"0\"", "{\"thresholds\":{\"burstLinks\":3.5},\"ownNetworks\":[]}")))
        .contains("thresholds: expected an object of whole numbers");
    assertThat(api.put("/api/v1/settings/rules/other", "\"0\"", OFF).statusCode()).isEqualTo(404);
    assertThat(settings.view().version(SettingKey.rules(TestAdmin.DEMO))).isZero();
  }

  @Test
  void whatIsKnownOfADomainIsReadAndChanged() throws Exception {
    String path = "/api/v1/settings/domain-policy/Shop.example";
    HttpResponse<String> response =
        api.put(
            path,
            "\"0\"",
            """
            {"validated":true,"trackingHost":"t.shop.example:8443","trackingHostVerified":true}""");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(settings.view().domainPolicy(TestAdmin.DEMO, "shop.example").hasTrackingHost())
        .isTrue();
    assertThat(
            ApiClient.errorMessage(
                api.put(
                    path,
                    "\"1\"",
                    """
                    {"validated":true,"trackingHost":"","trackingHostVerified":true}""")))
        .contains("trackingHostVerified: there is no trackingHost");
    assertThat(
            ApiClient.errorMessage(
                api.put(
                    path,
                    "\"1\"",
                    """
                    {"validated":true,"trackingHost":"a/b","trackingHostVerified":true}""")))
        .contains("trackingHost: expected host or host:port");
  }

  @Test
  void aHostThatIsReplacedIsServedUntilItIsTakenOutOfTheFormerOnes() throws Exception {
    String path = "/api/v1/settings/domain-policy/shop.example";
    api.put(path, "\"0\"", host("t.shop.example", true));
    assertThat(settings.view().servesHost("t.shop.example")).isTrue();

    HttpResponse<String> replaced = api.put(path, "\"1\"", host("u.shop.example", false));

    assertThat(ApiClient.json(replaced).path("formerTrackingHosts").toString())
        .isEqualTo("[\"t.shop.example\"]");
    assertThat(settings.view().servesHost("T.shop.example:443")).isTrue();
    assertThat(settings.view().servesHost("u.shop.example")).isFalse();
    assertThat(
            ApiClient.errorMessage(
                api.put(
                    path,
                    "\"2\"",
                    replaced.body().replace("[\"t.shop.example\"]", "[\"v.shop.example\"]"))))
        .contains("formerTrackingHosts: expected no host that is not in it already");
    assertThat(
            api.put(path, "\"2\"", replaced.body().replace("[\"t.shop.example\"]", "[]"))
                .statusCode())
        .isEqualTo(200);
    assertThat(settings.view().servesHost("t.shop.example")).isFalse();
  }

  private static String host(String name, boolean verified) {
    return """
        {"validated":true,"trackingHost":"%s","trackingHostVerified":%s}"""
        .formatted(name, verified);
  }

  @Test
  void theListHasEverySettingOfItsLevelOncePageByPage() throws Exception {
    for (int i = 0; i < 25; i++) {
      settings.overwrite(campaign("c%02d".formatted(i)), TrackingSwitches.INHERIT_ALL, "test");
    }
    settings.overwrite(
        SettingKey.tracking(TestAdmin.DEMO, Level.DOMAIN, "x.example"),
        TrackingSwitches.INHERIT_ALL,
        "test");
    List<String> names = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = ApiClient.json(api.get("/api/v1/settings/campaign?limit=10&after=" + after));
      page.path("settings").forEach(each -> names.add(each.path("name").asString()));
      after = page.path("next").isNull() ? "" : page.path("next").asString();
      pages++;
    } while (!after.isEmpty());

    assertThat(pages).isEqualTo(3);
    assertThat(names).hasSize(25).isSorted().doesNotHaveDuplicates();
    assertThat(ApiClient.json(api.get("/api/v1/settings/account")).path("settings")).isEmpty();
    for (String limit : List.of("0", "1001", "x")) {
      assertThat(api.get("/api/v1/settings/campaign?limit=" + limit).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aKeyOfAnotherAccountSeesNothingOfThisOne() throws Exception {
    settings.overwrite(campaign("secret"), TrackingSwitches.INHERIT_ALL, "test");
    TestAdmin.addForeignKey(settings, "a-key-of-others");
    ApiClient others = with("a-key-of-others");

    assertThat(others.get("/api/v1/settings/account/demo").statusCode()).isEqualTo(404);
    assertThat(others.put("/api/v1/settings/policy/demo", "\"0\"", OFF).statusCode())
        .isEqualTo(404);
    assertThat(ApiClient.json(others.get("/api/v1/settings/campaign")).path("settings")).isEmpty();
    assertThat(ApiClient.json(others.get("/api/v1/settings/campaign/secret")).path("version"))
        .isEqualTo(ApiClient.json(api.get("/api/v1/settings/campaign/other")).path("version"));
    assertThat(ApiClient.json(others.get("/api/v1/api-keys")).path("keys")).hasSize(1);
    assertThat(others.delete("/api/v1/api-keys/report").statusCode()).isEqualTo(404);
  }

  @Test
  void withoutTheScopeSettingsACallIsForbiddenAndSaysWhatItNeeds() throws Exception {
    for (String key : List.of(TestAdmin.REPORT_KEY, TestAdmin.SEND_KEY)) {
      ApiClient poor = with(key);
      HttpResponse<String> response = poor.put("/api/v1/settings/account/demo", "\"0\"", INHERIT);

      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(ApiClient.errorMessage(response)).contains("lacks the scope", "settings");
      assertThat(poor.get("/api/v1/settings/account").statusCode()).isEqualTo(403);
      assertThat(poor.get("/api/v1/api-keys").statusCode()).isEqualTo(403);
      assertThat(poor.get("/api/v1/opt-outs/a@b.example").statusCode()).isEqualTo(403);
    }
    assertThat(with("").get("/api/v1/settings/account/demo").statusCode()).isEqualTo(401);
    assertThat(settings.view().version(SettingKey.policy(TestAdmin.DEMO))).isZero();
  }

  @Test
  void deliveriesNeedTheScopeReport() throws Exception {
    assertThat(with(TestAdmin.REPORT_KEY).get("/api/v1/deliveries/d1").statusCode()).isEqualTo(200);
    assertThat(with(TestAdmin.SEND_KEY).get("/api/v1/deliveries/d1").statusCode()).isEqualTo(403);
    assertThat(with(TestAdmin.REPORT_KEY).get("/api/v1/deliveries/nope").statusCode())
        .isEqualTo(404);
  }

  @Test
  void theDocumentIsGivenToAnybody() throws Exception {
    HttpResponse<String> response = with("").get("/api/v1/openapi.yaml");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/yaml");
    assertThat(response.body()).isEqualTo(ApiClient.document());
  }

  private ApiClient with(String key) {
    return new ApiClient(environment.getRequiredProperty("local.server.port"), key);
  }

  private static SettingKey campaign(String name) {
    return SettingKey.tracking(TestAdmin.DEMO, Level.CAMPAIGN, name);
  }
}
