package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.event.Delivery;
import tools.jackson.databind.JsonNode;

class IdempotencyTest {

  private static final IngestFixture INGEST = IngestFixture.shared();
  private static final String BODY =
      """
      {"from":"a@acme.example","to":["b@example.net","c@example.net","b@example.net"],"text":"%s"}""";
  private static final String MAIL = "From: a@acme.example\r\nSubject: s\r\n\r\nhello\r\n";

  private final String key = UUID.randomUUID().toString();

  @Test
  void aRepeatedCallHasTheSameIdsOnEveryProcess() {
    JsonNode first = accepted(INGEST.client, BODY.formatted("x"));
    JsonNode again = accepted(INGEST.client, BODY.formatted("x"));

    assertThat(ids(again)).isEqualTo(ids(first)).doesNotHaveDuplicates();
    assertThat(again.get("messageId").asString()).isEqualTo(first.get("messageId").asString());
    try (IngestFixture another = IngestFixture.start(Duration.ofSeconds(15))) {
      assertThat(ids(accepted(another.client, BODY.formatted("x")))).isEqualTo(ids(first));
    }
    assertThat(Recorded.deliveriesOf(first.get("messageId").asString()))
        .extracting(Delivery::deliveryId)
        .containsAll(ids(first))
        .hasSize(9);
  }

  @Test
  void anotherKeyOrNoneHasOtherIds() {
    List<String> first = ids(accepted(INGEST.client, BODY.formatted("x")));

    assertThat(ids(IngestClient.json(send(INGEST.client, BODY.formatted("x"), key + "2"))))
        .doesNotContainAnyElementsOf(first);
    assertThat(ids(IngestClient.json(INGEST.client.post(BODY.formatted("x")))))
        .doesNotContainAnyElementsOf(first);
  }

  @Test
  void aKeyThatComesWithAnotherBodyIsRefusedAndNothingIsRecorded() {
    accepted(INGEST.client, BODY.formatted("x"));
    long before = Recorded.deliveryCount();

    HttpResponse<byte[]> refused = send(INGEST.client, BODY.formatted("y"), key);

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(IngestClient.json(refused).get("error").get("code").asString())
        .isEqualTo("idempotency-key-reused");
    assertThat(Recorded.deliveryCount()).isEqualTo(before);
  }

  @Test
  void aCallThatCouldNotBeTakenDoesNotUseUpItsKey() {
    assertThat(send(INGEST.client, "{\"from\":\"nobody\"}", key).statusCode()).isEqualTo(422);

    accepted(INGEST.client, BODY.formatted("x"));
  }

  @Test
  void callsAtTheSameTimeHaveTheSameIds() {
    List<CompletableFuture<HttpResponse<byte[]>>> calls =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> send(INGEST.client, BODY.formatted("x"), key)))
            .toList();

    assertThat(calls).allMatch(call -> call.join().statusCode() == 200);
    assertThat(calls.stream().map(call -> ids(IngestClient.json(call.join()))).distinct())
        .hasSize(1);
  }

  @Test
  void theParametersOfAMailBelongToTheCall() {
    HttpResponse<byte[]> first =
        INGEST.client.postMail(MAIL, "?to=b@example.net", "Idempotency-Key", key);
    HttpResponse<byte[]> again =
        INGEST.client.postMail(MAIL, "?to=b@example.net", "Idempotency-Key", key);
    HttpResponse<byte[]> other =
        INGEST.client.postMail(MAIL, "?to=c@example.net", "Idempotency-Key", key);

    assertThat(first.statusCode()).as(IngestClient.text(first)).isEqualTo(200);
    assertThat(ids(IngestClient.json(again))).isEqualTo(ids(IngestClient.json(first)));
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "\u00fc"})
  void aKeyThatIsNoneIsExplained(String bad) {
    refused(bad);
  }

  @Test
  void aKeyThatIsTooLongIsExplained() {
    assertThat(send(INGEST.client, BODY.formatted("x"), key + "k".repeat(219)).statusCode())
        .isEqualTo(200);
    refused(key + "k".repeat(220));
  }

  private static void refused(String bad) {
    String answer =
        INGEST.client.raw(
            "POST /v1/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n"
                + "Authorization: Bearer acme-key\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: "
                + bad
                + "\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("invalid-idempotency-key", "1 to 255 visible ASCII characters");
  }

  private JsonNode accepted(IngestClient client, String body) {
    HttpResponse<byte[]> response = send(client, body, key);
    assertThat(response.statusCode()).as(IngestClient.text(response)).isEqualTo(200);
    return IngestClient.json(response);
  }

  private static HttpResponse<byte[]> send(IngestClient client, String body, String key) {
    return client.call("/v1/messages", body, "Idempotency-Key", key);
  }

  private static List<String> ids(JsonNode answer) {
    return answer
        .get("deliveries")
        .valueStream()
        .map(copy -> copy.get("deliveryId").asString())
        .toList();
  }
}
