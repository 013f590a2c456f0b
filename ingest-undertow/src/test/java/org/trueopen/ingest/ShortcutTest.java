package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.event.Hit;
import org.trueopen.id.DeliveryId;
import tools.jackson.databind.JsonNode;

/** Plain pixels and everything else, by turns over one connection. */
class ShortcutTest {

  private static final IngestFixture INGEST = IngestFixture.shared();
  private static final int PORT = INGEST.server.port();

  private final DeliveryId delivery = DeliveryId.next();
  private final String pixel = IngestFixture.openPath(IngestFixture.ACME, delivery);

  @Test
  void theShortWayAnswersAsUndertowDoesByteForByte() {
    try (Wire wire = new Wire(PORT)) {
      long before = shortcuts();
      String shortWay = wire.get(pixel).answer();
      assertThat(shortcuts()).isEqualTo(before + 1);
      String byUndertow = wire.send(request(pixel, "Trailer: x\r\n")).answer();
      assertThat(shortcuts()).isEqualTo(before + 1);

      assertThat(Wire.withoutDate(shortWay)).isEqualTo(Wire.withoutDate(byUndertow));
      assertThat(shortWay)
          .containsPattern("\r\nDate: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n");
      assertThat(shortWay.length()).isEqualTo(byUndertow.length());
    }
  }

  @Test
  void bothWaysRecordTheSame() {
    String headers =
        "User-Agent: Tester/1.0\r\nAccept: image/*\r\nSec-Purpose: prefetch\r\nX-Other: y\r\n";
    try (Wire wire = new Wire(PORT)) {
      wire.send(request(pixel, headers)).answer();
      wire.send(request(pixel, headers + "Trailer: x\r\n")).answer();
    }

    List<Hit> hits = Recorded.hitsOf(delivery);
    assertThat(hits).hasSize(2);
    assertThat(hits.get(0))
        .usingRecursiveComparison()
        .ignoringFields("hitId", "at")
        .isEqualTo(hits.get(1));
  }

  @Test
  void afterOtherRequestsAConnectionHasTheShortWayAgain() {
    String page = "/health/live";
    String api =
        "POST /v1/statuses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + IngestFixture.ACME_KEY
            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    try (Wire wire = new Wire(PORT)) {
      for (int round = 0; round < 5; round++) {
        for (String other : List.of(request(page, ""), request("/o/x.gif", ""), api)) {
          assertThat(wire.send(other).answer()).startsWith("HTTP/1.1 ").doesNotContain("GIF89a");
          // Undertow asks for more a moment after its answer has gone out.
          await()
              .pollInterval(Duration.ofMillis(1))
              .untilAsserted(
                  () -> {
                    long before = shortcuts();
                    assertThat(wire.get(pixel).answer()).contains("GIF89a");
                    assertThat(shortcuts()).as(other).isEqualTo(before + 1);
                  });
        }
      }
    }
  }

  @Test
  void aHeadInPiecesIsReadToItsEnd() {
    String request = request(pixel, "User-Agent: Tester/1.0\r\n");
    try (Wire wire = new Wire(PORT)) {
      for (int at = 1; at < request.length(); at += 7) {
        wire.send(request.substring(0, at));
        await().pollDelay(Duration.ofMillis(5)).until(() -> true);
        assertThat(wire.send(request.substring(at)).answer()).as("at %d", at).contains("GIF89a");
      }
    }
  }

  @Test
  void whatBeginsBehindAPageIsReadToItsEndAndAnsweredInItsOrder() {
    String half = request(pixel, "");
    try (Wire wire = new Wire(PORT)) {
      for (int at = 1; at < half.length(); at += 7) {
        wire.send(request("/health/live", "") + half.substring(0, at));
        assertThat(wire.answer()).as("at %d", at).contains("live");
        assertThat(wire.send(half.substring(at)).answer()).as("at %d", at).contains("GIF89a");
      }
    }
  }

  private static String request(String path, String headers) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: "
        + IngestFixture.SHARED_HOST
        + "\r\n"
        + headers
        + "\r\n";
  }

  private static long shortcuts() {
    return connections().get("shortcuts").asLong();
  }

  private static JsonNode connections() {
    return IngestClient.json(INGEST.client.inside("/internal/counters")).get("connections");
  }
}
