package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import tools.jackson.databind.JsonNode;

/** API keys over real HTTP. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class ApiKeyApiTest {

  private static final String PATH = "/api/v1/api-keys";
  private static final String JSON = "application/json";

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
  void aNewKeyIsShownOnceKeptHashedAndWorks() throws Exception {
    HttpResponse<String> response =
        api.post(PATH, JSON, "{\"name\":\"shop\",\"scopes\":[\"settings\",\"report\"]}");

    assertThat(response.statusCode()).isEqualTo(201);
    JsonNode made = ApiClient.json(response);
    String key = made.path("key").asString();
    String id = made.path("id").asString();
    assertThat(response.headers().firstValue("Location")).contains(PATH + '/' + id);
    assertThat(key).matches("to_[A-Za-z0-9_-]{43}");
    Setting stored = settings.view().find(SettingKey.apiKey(TestAdmin.DEMO, id)).orElseThrow();
    assertThat(stored.value())
        .isEqualTo(
            new ApiKey(
                ApiKey.hash(key),
                "shop",
                false,
                Set.of(ApiKey.Scope.SETTINGS, ApiKey.Scope.REPORT)));
    assertThat(stored.changedBy()).isEqualTo("key first");
    HttpResponse<String> list = with(key).get(PATH);
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body())
        .contains("\"id\":\"" + id + '"', "\"name\":\"shop\"")
        .doesNotContain(key, ApiKey.hash(key), ApiKey.hash(TestAdmin.API_KEY));
  }

  @Test
  void everyKeyIsAnother() throws Exception {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      JsonNode made =
          ApiClient.json(api.post(PATH, JSON, "{\"name\":\"same\",\"scopes\":[\"send\"]}"));
      keys.add(made.path("key").asString());
      keys.add(made.path("id").asString());
    }
    assertThat(keys).hasSize(40);
  }

  @Test
  void aKeyWithoutANameOrWithScopesThereAreNotIsRefused() throws Exception {
    int before = settings.view().all().size();
    for (String body :
        List.of(
            "{\"scopes\":[\"send\"]}",
            "{\"name\":\" \",\"scopes\":[\"send\"]}",
            "{\"name\":\"a\\nb\",\"scopes\":[\"send\"]}",
            "{\"name\":\"" + "x".repeat(61) + "\",\"scopes\":[\"send\"]}",
            "{\"name\":\"x\"}",
            "{\"name\":\"x\",\"scopes\":[]}",
            "{\"name\":\"x\",\"scopes\":\"send\"}",
            "{\"name\":\"x\",\"scopes\":[\"send\",\"root\"]}",
            "{\"name\":\"x\",\"scopes\":[\"send\",\"send\"]}",
            "{\"name\":\"x\",\"scopes\":[\"SEND\"]}",
            "{\"name\":\"x\",\"scopes\":[\"send\"],\"key\":\"mine\"}")) {
      HttpResponse<String> response = api.post(PATH, JSON, body);

      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(ApiClient.errorMessage(response)).containsAnyOf("name:", "scopes:", "key:");
    }
    assertThat(settings.view().all()).hasSize(before);
  }

  @Test
  void aRevokedKeyIsNoLongerGoodAndIsToldSo() throws Exception {
    assertThat(with(TestAdmin.REPORT_KEY).get("/api/v1/deliveries/d1").statusCode()).isEqualTo(200);

    assertThat(api.delete(PATH + "/report").statusCode()).isEqualTo(204);
    assertThat(api.delete(PATH + "/report").statusCode()).isEqualTo(204);

    HttpResponse<String> response = with(TestAdmin.REPORT_KEY).get("/api/v1/deliveries/d1");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(ApiClient.errorCode(response)).isEqualTo("key-revoked");
    assertThat(ApiClient.errorMessage(response)).contains("has been revoked");
    assertThat(settings.view().version(SettingKey.apiKey(TestAdmin.DEMO, "report"))).isEqualTo(2);
    assertThat(api.get(PATH).body()).contains("\"id\":\"report\"");
    assertThat(api.delete(PATH + "/nope").statusCode()).isEqualTo(404);
  }

  @Test
  void theLastKeyForSettingsCannotRevokeItselfAndOneOfTwoCan() throws Exception {
    HttpResponse<String> last = api.delete(PATH + "/first");
    assertThat(last.statusCode()).isEqualTo(409);
    assertThat(ApiClient.errorMessage(last)).contains("last API key");
    assertThat(api.get(PATH).statusCode()).isEqualTo(200);

    api.post(PATH, JSON, "{\"name\":\"next\",\"scopes\":[\"settings\"]}");

    assertThat(api.delete(PATH + "/first").statusCode()).isEqualTo(204);
    assertThat(api.get(PATH).statusCode()).isEqualTo(401);
  }

  private ApiClient with(String key) {
    return new ApiClient(environment.getRequiredProperty("local.server.port"), key);
  }
}
