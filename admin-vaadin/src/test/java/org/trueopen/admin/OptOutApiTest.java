package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import tools.jackson.databind.JsonNode;

/** Opt-outs over real HTTP. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
class OptOutApiTest {

  private static final String PATH = "/api/v1/opt-outs";
  private static final String CSV = "text/csv";

  @Autowired private Environment environment;
  @Autowired private FakeOptOuts optOuts;
  @Autowired private FakeSettings settings;
  @Autowired private AdminConfig config;
  private ApiClient api;

  @BeforeEach
  void startAnew() {
    settings.reset();
    TestAdmin.addKeys(settings);
    optOuts.reset();
    api = new ApiClient(environment.getRequiredProperty("local.server.port"), TestAdmin.API_KEY);
  }

  @Test
  void aRecipientIsOptedOutByAddressAndFoundByKey() throws Exception {
    assertThat(ApiClient.json(api.get(PATH + "/bob@example.net")).path("optedOut").asBoolean())
        .isFalse();

    HttpResponse<String> put = api.put(PATH + "/Bob@Example.net");

    assertThat(put.statusCode()).isEqualTo(200);
    JsonNode json = ApiClient.json(put);
    assertThat(json.path("recipientKey").asString()).isEqualTo(hex("bob@example.net"));
    assertThat(json.path("source").asString()).isEqualTo("api");
    assertThat(api.get(PATH + '/' + hex("bob@example.net")).body()).isEqualTo(put.body());
    OptOutChange change = optOuts.lastWord(key("bob@example.net")).orElseThrow();
    assertThat(change.account()).isEqualTo(TestAdmin.DEMO);
    assertThat(change.changedBy()).isEqualTo("key first");
    assertThat(change.source()).isEqualTo(OptOut.Source.API);
  }

  @Test
  void whoHasOptedOutKeepsTheFirstTimeAndMayOptBackIn() throws Exception {
    String path = PATH + '/' + hex("eve@example.net");
    String first = api.put(path).body();
    OptOutChange written = optOuts.lastWord(key("eve@example.net")).orElseThrow();

    assertThat(api.put(path).body()).isEqualTo(first);
    assertThat(optOuts.lastWord(key("eve@example.net"))).contains(written);

    assertThat(api.delete(PATH + "/eve@example.net").statusCode()).isEqualTo(204);
    assertThat(api.delete(PATH + "/eve@example.net").statusCode()).isEqualTo(204);
    assertThat(ApiClient.json(api.get(path)).path("optedOut").asBoolean()).isFalse();
    assertThat(optOuts.lastWord(key("eve@example.net")).orElseThrow().optedOut()).isFalse();
  }

  @Test
  void whatIsNeitherAnAddressNorAKeyIsRefused() throws Exception {
    for (String wrong :
        List.of("bob", "0000000000000000", "123456789abcdef", "a@b@c", "Bob%20%3Cb@x.example%3E")) {
      assertThat(api.put(PATH + '/' + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(optOuts.size()).isZero();
  }

  @Test
  void aListIsTakenWithItsAddressesAndKeysEachOnce() throws Exception {
    api.put(PATH + "/old@example.net");

    HttpResponse<String> response =
        api.post(
            PATH,
            CSV + "; charset=utf-8",
            "\uFEFFRecipient\r\nold@example.net\r\n\"new@example.net\"\r\n\r\n"
                + "NEW@example.net\r\n "
                + hex("third@example.net")
                + " \r\nj\u00f6rg@example.net");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode json = ApiClient.json(response);
    assertThat(json.path("added").asInt()).isEqualTo(3);
    assertThat(json.path("alreadyThere").asInt()).isEqualTo(2);
    assertThat(json.path("invalid").asInt()).isZero();
    assertThat(json.has("error")).isFalse();
    for (String address :
        List.of("new@example.net", "third@example.net", "j\u00f6rg@example.net")) {
      OptOutChange change = optOuts.lastWord(key(address)).orElseThrow();
      assertThat(change.source()).isEqualTo(OptOut.Source.IMPORT);
    }
  }

  @Test
  void aFlagThatIsNoneIsRefused() throws Exception {
    HttpResponse<String> refused = api.post(PATH + "?skipInvalid=maybe", CSV, "a@example.net");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(ApiClient.errorCode(refused)).isEqualTo("bad-request");
  }

  @Test
  void aListWithAnInvalidLineIsRefusedWholeUnlessAskedToSkipIt() throws Exception {
    String list =
        "a@example.net\nnobody\nb@example.net,Bob\n" + "x".repeat(2000) + "\nb@example.net\n";

    HttpResponse<String> refused = api.post(PATH, CSV, list);
    assertThat(refused.statusCode()).isEqualTo(400);
    JsonNode json = ApiClient.json(refused);
    assertThat(json.at("/error/code").asString()).isEqualTo("invalid-lines");
    assertThat(json.path("invalid").asInt()).isEqualTo(3);
    assertThat(json.path("invalidLines").values().stream().map(JsonNode::asInt))
        .containsExactly(2, 3, 4);
    assertThat(optOuts.size()).isZero();

    JsonNode taken = ApiClient.json(api.post(PATH + "?skipInvalid=true", CSV, list));
    assertThat(taken.path("added").asInt()).isEqualTo(2);
    assertThat(taken.path("invalid").asInt()).isEqualTo(3);
    assertThat(optOuts.size()).isEqualTo(2);
  }

  @Test
  void bytesThatAreNoUtf8AreAnInvalidLine() throws Exception {
    byte[] latin1 = "a@example.net\nj\u00f6rg@example.net\n".getBytes(StandardCharsets.ISO_8859_1);

    HttpResponse<String> response =
        api.call("POST", PATH, BodyPublishers.ofByteArray(latin1), Map.of("Content-Type", CSV));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ApiClient.json(response).at("/invalidLines/0").asInt()).isEqualTo(2);
  }

  @Test
  void ofManyInvalidLinesTheFirstTwentyAreNamed() throws Exception {
    JsonNode json = ApiClient.json(api.post(PATH, CSV, "nobody\n".repeat(100)));

    assertThat(json.path("invalid").asInt()).isEqualTo(100);
    assertThat(json.path("invalidLines")).hasSize(20);
  }

  @Test
  void aListOfMoreThanAMillionLinesIsRefusedWhole() throws Exception {
    HttpResponse<String> response = api.post(PATH, CSV, "a@example.net\n".repeat(1_000_001));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(optOuts.size()).isZero();
    assertThat(api.post(PATH, CSV, "a@example.net\n".repeat(1_000_000)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aListOfAnotherTypeIsRefused() throws Exception {
    assertThat(api.post(PATH, "application/json", "[]").statusCode()).isEqualTo(415);
  }

  @Test
  void aKafkaThatIsAwayIsSaidSo() throws Exception {
    optOuts.setDown(true);

    HttpResponse<String> response = api.put(PATH + "/bob@example.net");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(ApiClient.errorCode(response)).isEqualTo("unavailable");
  }

  private long key(String address) {
    return config.hashes().recipient(TestAdmin.DEMO, new MailboxAddress(address));
  }

  private String hex(String address) {
    return "%016x".formatted(key(address));
  }
}
