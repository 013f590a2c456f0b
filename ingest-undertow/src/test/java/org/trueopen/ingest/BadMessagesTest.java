package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BadMessagesTest {

  private static final IngestClient CLIENT = IngestFixture.shared().client;
  private static final String GOOD =
      """
      {"from":"a@acme.example","to":["b@example.net"],"text":"hello"}""";

  private long before;

  @BeforeEach
  void count() {
    before = Recorded.deliveryCount();
  }

  /** Whatever a test sends, nothing of it may be published. */
  @AfterEach
  void nothingWasPublished() {
    assertThat(Recorded.deliveryCount()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {"from": => 400 => malformed-json => line 1, column 9
          {from:1} => 400 => malformed-json => line 1, column 2
          {"from":"a@acme.example",} => 400 => malformed-json => line 1
          {"from":"a@acme.example"}x => 400 => malformed-json => line 1
          {"from":"a@acme.example"}{} => 400 => malformed-json => expected nothing behind the JSON object, found more at line 1, column 26
          not json => 400 => malformed-json => no JSON at line 1
          `` => 400 => malformed-json => expected a JSON object, found an empty body
          `  ` => 400 => malformed-json => expected a JSON object, found an empty body
          null => 400 => malformed-json => expected a JSON object, found another kind of value
          [] => 400 => malformed-json => expected a JSON object, found another kind of value
          "text" => 400 => malformed-json => expected a JSON object, found another kind of value
          {"from":"a@acme.example","from":"b@acme.example"} => 400 => malformed-json => Duplicate
          {"form":"a@acme.example"} => 400 => unknown-field => unknown field "form"; known here: campaign, from, html, subject, text, to, tracking, unsubscribeUrls
          {"tracking":{"open":"on"}} => 400 => unknown-field => unknown field "tracking.open"
          {"from":5} => 400 => malformed-json => from at line 1, column 9: expected another type of value
          {"from":true} => 400 => malformed-json => from at
          {"from":1.5} => 400 => malformed-json => from at
          {"from":{}} => 400 => malformed-json => from at
          {"to":"b@example.net"} => 400 => malformed-json => to at line 1
          {"to":["b@example.net",{}]} => 400 => malformed-json => to[1] at line 1
          {"to":["b@example.net",7]} => 400 => malformed-json => to[1] at line 1
          {"html":["x"]} => 400 => malformed-json => html at line 1
          {"tracking":"on"} => 400 => malformed-json => tracking at line 1
          {"tracking":{"opens":true}} => 400 => malformed-json => tracking.opens at line 1
          {} => 422 => invalid-message => from: expected an address, found nothing; to: expected 1 to 20 addresses, found 0; html, text: expected at least one of them, found neither
          {"from":null,"to":null,"html":null} => 422 => invalid-message => from: expected an address, found nothing
          {"from":"a@acme.example","to":[],"text":"x"} => 422 => invalid-message => to: expected 1 to 20 addresses, found 0
          {"from":"nobody","to":["b@example.net"],"text":"x"} => 422 => invalid-message => from: expected an address, found "nobody"
          {"from":"a@acme.example","to":["b@example.net","bad","c@example.net",null],"text":"x"} => 422 => invalid-message => to[1]: expected an address, found "bad"; to[3]: expected an address, found ""
          {"from":"a@acme.example","to":["b@example.net\\r\\nBcc: x@y.z"],"text":"x"} => 422 => invalid-message => to[0]
          {"from":"a@acme.example","to":["1","2","3","4","5","6","7"],"text":"x"} => 422 => invalid-message => and 2 more
          {"from":"a@acme.example","to":["b@example.net"],"html":"","text":""} => 422 => invalid-message => found neither
          {"from":"a@acme.example","to":["b@example.net"],"text":"x","subject":"a\\r\\nBcc: x"} => 422 => invalid-message => subject: expected at most 998 characters without line breaks
          {"from":"a@acme.example","to":["b@example.net"],"text":"x","campaign":"a\\u0000b"} => 422 => invalid-message => campaign: expected at most 128
          {"from":"a@acme.example","to":["b@example.net"],"text":"x","tracking":{"opens":"maybe","clicks":"ON"}} => 422 => invalid-message => tracking.opens: expected on, off or inherit, found "maybe"; tracking.clicks: expected on, off or inherit, found "ON"
          {"from":"Evil\\r\\nBcc: x@y.z <a@acme.example>","to":["b@example.net"],"text":"x"} => 422 => invalid-message => from: expected an address, found "Evil??Bcc: x@y.z <a@acme.example>"
          {"from":"a@acme.example","to":["b@example.net"],"text":"x","tracking":{"identity":"anon","textLinks":"yes"}} => 422 => invalid-message => tracking.identity: expected identified, anonymous or inherit, found "anon"; tracking.textLinks: expected on, off or inherit, found "yes"
          {"from":"a@acme.example","to":["b@example.net"],"text":"x","unsubscribeUrls":["https://x.example/\\n"]} => 422 => invalid-message => unsubscribeUrls: expected at most 8000 characters without line breaks
          {"from":"a@acme.example","to":["b@example.net"],"html":"\\ud800"} => 422 => invalid-message => html: expected Unicode text
          {"from":"a@acme.example","to":["b@example.net"],"text":"x","subject":"\\udc00"} => 422 => invalid-message => subject: expected Unicode text
          """)
  void aMessageThatCannotBeTakenIsExplained(String json, int status, String code, String message) {
    HttpResponse<byte[]> response = CLIENT.post(json);

    assertError(response, status, code, message);
    assertThat(IngestClient.text(response)).doesNotContain("org.trueopen", "java.", "jackson");
  }

  @Test
  void bytesThatAreNoUtf8AreExplained() {
    HttpResponse<byte[]> response =
        CLIENT.post(
            BodyPublishers.ofByteArray("{\"from\":\"\u00fc\"}".getBytes(ISO_8859_1)),
            IngestFixture.ACME_KEY);

    assertError(response, 400, "malformed-json", "no JSON");
  }

  @Test
  void namesNumbersAndDepthsBeyondAllReasonAreExplained() {
    assertError(CLIENT.post("{\"" + "x".repeat(60_000) + "\":1}"), 400, "malformed-json", "");
    assertError(CLIENT.post("{\"from\":" + "1".repeat(2000) + "}"), 400, "malformed-json", "");
    assertError(
        CLIENT.post("{\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}"),
        400,
        "malformed-json",
        "");
    assertError(CLIENT.post("{\"to\":" + "[".repeat(2000)), 400, "malformed-json", "");
  }

  @Test
  void moreRecipientsThanAllowedAreRefused() {
    String many = "\"b@example.net\",".repeat(IngestFixture.MAX_RECIPIENTS) + "\"c@example.net\"";

    assertError(
        CLIENT.post("{\"from\":\"a@acme.example\",\"to\":[" + many + "],\"text\":\"x\"}"),
        422,
        "invalid-message",
        "to: expected 1 to 20 addresses, found 21");
  }

  @Test
  void aHundredThousandAndOneRecipientsAreRefused() {
    String many = "\"b@example.net\",".repeat(100_000) + "\"c@example.net\"";
    IngestConfig config =
        IngestFixture.config(
            0, Duration.ofSeconds(15), 5 * 1024 * 1024, 100_000, 4, IngestFixture.STALL);
    try (IngestFixture ingest = IngestFixture.start(config)) {
      assertError(
          ingest.client.post("{\"from\":\"a@acme.example\",\"to\":[" + many + "],\"text\":\"x\"}"),
          422,
          "invalid-message",
          "to: expected 1 to 100000 addresses, found 100001");
    }
  }

  @Test
  void ninetyThousandLinksAreRefused() {
    String html = "<a href='https://a.example/long-enough/for-a-megabyte'>".repeat(90_000);
    try (IngestFixture ingest =
        IngestFixture.start(IngestFixture.config(0, Duration.ofSeconds(15), 5 * 1024 * 1024))) {
      assertError(
          ingest.client.post(GOOD.replace("}", ",\"html\":\"" + html + "\"}")),
          422,
          "invalid-message",
          "tracked links together take more than the 1 MB");
    }
  }

  @Test
  void anUnknownCampaignIsRefusedWhereOnlyKnownOnesAreTaken() {
    HttpResponse<byte[]> response =
        CLIENT.call(
            "/v1/messages",
            """
            {"from":"a@strict.example","to":["b@example.net"],"text":"x","campaign":"sprnig"}""",
            "Authorization",
            "Bearer " + IngestFixture.STRICT_KEY);

    assertError(
        response,
        422,
        "unknown-campaign",
        "nobody has set up the campaign \"sprnig\", and this account takes no others; set it up");
  }

  @Test
  void aKeyThatMayNotSendIsRefused() {
    for (String path : new String[] {"/v1/messages", "/v1/statuses", "/v1/deliveries/x/status"}) {
      assertError(
          CLIENT.call(path, GOOD, "Authorization", "Bearer " + IngestFixture.REPORT_KEY),
          403,
          "forbidden",
          "expected an API key with the scope SEND, found one with REPORT, SETTINGS");
    }
  }

  @Test
  void aSubjectOrCampaignThatIsTooLongIsRefused() {
    String message = GOOD.replace("}", ",\"%s\":\"%s\"}");

    assertError(
        CLIENT.post(message.formatted("subject", "s".repeat(999))), 422, "invalid-message", "998");
    assertError(
        CLIENT.post(message.formatted("campaign", "c".repeat(129))), 422, "invalid-message", "128");
  }

  @Test
  void aBodyOverTheBoundIsRefusedWithAndWithoutALengthInFront() {
    int bound = IngestFixture.MAX_BODY;
    for (int size : new int[] {bound + 1, 3 * bound, 30 * bound}) {
      assertError(
          CLIENT.post(BodyPublishers.ofByteArray(new byte[size]), IngestFixture.ACME_KEY),
          413,
          "body-too-large",
          "at most 262144 bytes");
    }
    for (int size : new int[] {bound + 1, 3 * bound}) {
      assertError(
          CLIENT.postChunked(new byte[size]), 413, "body-too-large", "at most 262144 bytes");
    }
    assertError(CLIENT.postChunked(" ".repeat(bound).getBytes(UTF_8)), 400, "malformed-json", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 300000\r\nExpect: 100-continue", "Content-Length: 1000000000000"})
  void aBodyOverTheBoundIsRefusedBeforeItIsSentWhereThatSparesIt(String headers) {
    try (Wire wire = new Wire(IngestFixture.shared().server.port())) {
      String answer =
          wire.send(
                  "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                      + "Authorization: Bearer acme-key\r\n"
                      + headers
                      + "\r\n\r\n")
              .answer();

      assertThat(answer)
          .startsWith("HTTP/1.1 413 ")
          .contains("Connection: close")
          .contains("\"body-too-large\"");
    }
  }

  @Test
  void linksThatFillMoreThanARecordOfKafkaAreRefused() {
    String html = ("<a href='https://shop.example/" + "x".repeat(900) + "'>x</a>").repeat(1200);
    try (IngestFixture ingest =
        IngestFixture.start(IngestFixture.config(0, Duration.ofSeconds(15), 5 * 1024 * 1024))) {
      assertError(
          ingest.client.post(GOOD.replace("}", ",\"html\":\"" + html + "\"}")),
          422,
          "invalid-message",
          "links: the mail's 1200 tracked links together take more than the 1 MB");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 'found text/plain'",
    "application/jsonx, 'found application/jsonx'",
    "application/x-www-form-urlencoded, 'found application/x-www-form-urlencoded'"
  })
  void anotherContentTypeIsRefused(String type, String message) {
    assertError(
        CLIENT.send(
            CLIENT
                .request("/v1/messages", "Content-Type", type, "Authorization", "Bearer acme-key")
                .POST(BodyPublishers.ofString(GOOD))),
        415,
        "unsupported-media-type",
        message);
  }

  @Test
  void noContentTypeIsRefused() {
    assertError(
        CLIENT.send(
            CLIENT
                .request("/v1/messages", "Authorization", "Bearer acme-key")
                .POST(BodyPublishers.ofString(GOOD))),
        415,
        "unsupported-media-type",
        "expected Content-Type application/json or message/rfc822, found none");
  }

  @ParameterizedTest
  @CsvSource({
    "'', unauthorized, 'expected the header Authorization: Bearer KEY'",
    "'Basic YWNtZS1rZXk=', unauthorized, 'expected the header Authorization: Bearer KEY'",
    "'acme-key', unauthorized, 'expected the header Authorization: Bearer KEY'",
    "'Bearer ', unauthorized, 'expected the header Authorization: Bearer KEY'",
    "'Bearer nobody', unauthorized, 'this API key is not known'",
    "'Bearer revoked-key', key-revoked, 'this API key was revoked; use another one'",
    "'Bearer ACME-KEY', unauthorized, 'this API key is not known'"
  })
  void aMissingUnknownOrRevokedKeyIsRefused(String authorization, String code, String message) {
    HttpResponse<byte[]> response =
        CLIENT.send(
            CLIENT
                .request(
                    "/v1/messages",
                    "Content-Type",
                    "application/json",
                    "Authorization",
                    authorization)
                .POST(BodyPublishers.ofString(GOOD)));

    assertError(response, 401, code, message);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @ParameterizedTest
  @CsvSource({"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void anotherMethodIsRefused(String method) {
    HttpResponse<byte[]> response =
        CLIENT.send(method, "/v1/messages", "Authorization", "Bearer acme-key");

    assertError(response, 405, "method-not-allowed", "expected POST, found " + method);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  private static void assertError(
      HttpResponse<byte[]> response, int status, String code, String message) {
    assertThat(response.statusCode()).as(IngestClient.text(response)).isEqualTo(status);
    JsonNode error = IngestClient.json(response).get("error");
    assertThat(error.get("code").asString()).isEqualTo(code);
    assertThat(error.get("message").asString()).contains(message).isNotBlank();
  }
}
