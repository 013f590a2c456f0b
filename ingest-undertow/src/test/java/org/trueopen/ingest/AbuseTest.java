package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.IngestClient.Counters;
import org.trueopen.ingest.limit.LimitConfig;
import org.trueopen.token.Token;

/**
 * A process that takes 10 invalid requests of one address, and 5 hits of one delivery's network.
 */
class AbuseTest {

  private static final IngestFixture INGEST =
      IngestFixture.start(
          IngestFixture.with(
              IngestFixture.config(0, Duration.ofSeconds(15), IngestFixture.MAX_BODY),
              IngestFixture.LISTEN,
              new LimitConfig(10, 1, 5, 600)));

  private static final IngestClient CLIENT = INGEST.client;

  private final DeliveryId delivery = DeliveryId.next();
  private final String pixel = IngestFixture.openPath(IngestFixture.ACME, delivery);

  @AfterAll
  static void stop() {
    INGEST.close();
  }

  @Test
  void whoGuessesTokensIsAnsweredWithAPlain429AfterAWhile() {
    Counters before = CLIENT.counters();
    HttpResponse<byte[]> last = from("203.0.113.9", "/o/guess.gif");
    int sent = 1;
    for (; last.statusCode() != 429 && sent < 1000; sent++) {
      last = from("203.0.113.9", "/c/guess");
    }

    assertThat(sent).isGreaterThan(10);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.body()).isEmpty();
    assertThat(last.headers().firstValue("Retry-After")).contains("1");
    assertThat(CLIENT.counters().since(before).rejected()).isEqualTo(sent);
    assertThat(CLIENT.counters().rejectedFor("rate-limited") - before.rejectedFor("rate-limited"))
        .isEqualTo(1);
    assertThat(from("203.0.113.9", pixel).statusCode()).as("a valid token").isEqualTo(200);
    assertThat(Recorded.hitsOf(delivery)).hasSize(1);
    assertThat(from("203.0.113.10", "/c/guess").statusCode()).as("a neighbour").isEqualTo(404);
    assertThat(untilRefused(() -> from("203.0.113.9", "/opt-out/guess"))).isTrue();
    assertThat(CLIENT.counters().addUp()).isTrue();
  }

  @Test
  void whoGuessesKeysIsAnswered429AndAKnownKeyFromTheSameAddressIsNot() {
    assertThat(untilRefused(() -> call("guess"))).isTrue();
    assertThat(call(IngestFixture.ACME_KEY).statusCode()).isNotEqualTo(429);
    assertThat(call(IngestFixture.REPORT_KEY).statusCode()).as("may not send").isEqualTo(403);
  }

  @Test
  void aFloodOfOneDeliverysHitsIsAnsweredButNotRecordedBeyondItsBound() {
    Counters before = CLIENT.counters();
    for (int i = 0; i < 20; i++) {
      assertThat(from("203.0.113." + i, pixel).statusCode()).isEqualTo(200);
    }

    int recorded = Recorded.hitsOf(delivery).size();
    assertThat(recorded).as("five, and one more each 10 s").isBetween(5, 10);
    assertThat(CLIENT.counters().ignoredFor("delivery-limit") - before.ignoredFor("delivery-limit"))
        .isEqualTo(20 - recorded);
    assertThat(from("198.51.100.1", pixel).statusCode()).isEqualTo(200);
    assertThat(Recorded.hitsOf(delivery)).as("of another network").hasSize(recorded + 1);
    assertThat(CLIENT.counters().addUp()).isTrue();
  }

  @Test
  void theHitsOfAnonymousMailAreNotBoundSinceAWholeCampaignShares() {
    String shared =
        "/o/"
            + IngestFixture.TOKENS.encode(new Token.Open(IngestFixture.ACME, delivery, 0))
            + ".gif";
    for (int i = 0; i < 10; i++) {
      from("203.0.113.9", shared);
    }

    assertThat(Recorded.hitsOf(delivery)).hasSize(10);
  }

  private static boolean untilRefused(Supplier<HttpResponse<byte[]>> request) {
    return Stream.generate(request).limit(1000).anyMatch(answer -> answer.statusCode() == 429);
  }

  private static HttpResponse<byte[]> from(String address, String path) {
    return CLIENT.get(path, "X-Forwarded-For", address);
  }

  private static HttpResponse<byte[]> call(String key) {
    return CLIENT.call(
        "/v1/statuses", "{}", "Authorization", "Bearer " + key, "X-Forwarded-For", "198.51.100.77");
  }
}
