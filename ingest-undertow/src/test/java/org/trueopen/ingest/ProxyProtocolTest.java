package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.listen.ListenConfig;

/** A process behind a front at 127.0.0.1 that speaks the PROXY protocol. */
class ProxyProtocolTest {

  private static final IngestFixture INGEST = start(Duration.ofSeconds(10));
  private static final IngestFixture HASTY = start(Duration.ofMillis(500));

  private static final int PORT = INGEST.server.port();
  private static final String V2 = "\r\n\r\n\0\r\nQUIT\n";

  private final DeliveryId delivery = DeliveryId.next();
  private final String pixel = IngestFixture.openPath(IngestFixture.ACME, delivery);

  @AfterAll
  static void stop() {
    INGEST.close();
    HASTY.close();
  }

  @BeforeEach
  void waitForRoom() {
    await().until(() -> counters().contains("\"open\":0,"));
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 203.0.113.9 10.0.0.1 5000 80, 203.0.113.9",
    "PROXY TCP6 2001:db8::9 2001:db8::1 5000 80, 2001:db8:0:0:0:0:0:9",
    "PROXY UNKNOWN, 127.0.0.1"
  })
  void theClientsAddressIsTheOneInTheHeaderOfVersion1(String header, String client) {
    assertThat(addressAfter(header + "\r\n")).isEqualTo(client);
  }

  @Test
  void theClientsAddressIsTheOneInTheHeaderOfVersion2() {
    assertThat(addressAfter(V2 + "!\u0011\0\u000C\u00CB\0q\u0009\n\0\0\1\u0013\u0088\0P"))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void aHealthCheckOfTheFrontsOwnComesFromTheFront() {
    assertThat(addressAfter(V2 + " \0\0\0")).isEqualTo("127.0.0.1");
  }

  @Test
  void aRequestMayBeginInTheSamePieceAsTheHeaderAndEndInAnother() {
    String request = "GET " + pixel + " HTTP/1.1\r\nHost: shared.example\r\n\r\n";
    for (int at = 0; at <= request.length(); at += request.length() / 4) {
      try (Wire wire = new Wire(PORT).send(from("203.0.113.5") + request.substring(0, at))) {
        await().pollDelay(Duration.ofMillis(5)).until(() -> true);
        assertThat(wire.send(request.substring(at)).answer()).as("at %d", at).contains("GIF89a");
        assertThat(wire.get(pixel).answer()).as("after %d", at).contains("GIF89a");
      }
    }

    assertThat(Recorded.hitsOf(delivery))
        .hasSizeGreaterThanOrEqualTo(8)
        .allMatch(hit -> hit.address().equals("203.0.113.5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "PROXY TCP4 nonsense\r\n",
        "PROXY TCP4 203.0.113.9 10.0.0.1 5000 80\n",
        "PROXY ",
        ""
      })
  void withoutAProperHeaderAConnectionIsClosed(String sent) {
    try (Wire wire = new Wire(HASTY.server.port()).send(sent)) {
      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void whoIsNoTrustedProxyCannotSpeakAtAll() {
    try (Wire wire = new Wire(PORT, "127.0.0.2")) {
      assertThat(wire.rest()).isEmpty();
    }
    assertThat(counters()).contains("\"no-trusted-proxy\":1");
  }

  @Test
  void theLimitOfAnAddressIsTheClientsAndNotTheFronts() {
    List<Wire> open =
        List.of("9", "9", "9", "8", "7").stream()
            .map(last -> new Wire(PORT).send(from("203.0.113." + last)).get(pixel))
            .toList();
    open.forEach(wire -> assertThat(wire.answer()).startsWith("HTTP/1.1 200 "));

    try (Wire fourth = new Wire(PORT).send(from("203.0.113.9")).get(pixel)) {
      assertThat(fourth.rest()).startsWith("HTTP/1.1 503 ");
    }
    open.forEach(Wire::close);
    waitForRoom();
  }

  /** One that takes three connections of an address. */
  private static IngestFixture start(Duration requestTimeout) {
    return IngestFixture.start(
        IngestFixture.with(
            IngestFixture.config(0, Duration.ofSeconds(15), 1000),
            new ListenConfig(100, 3, Duration.ofMinutes(1), requestTimeout, true),
            IngestFixture.GENEROUS));
  }

  private String addressAfter(String header) {
    try (Wire wire = new Wire(PORT).send(header).get(pixel)) {
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 ");
    }
    return Recorded.hitsOf(delivery).getFirst().address();
  }

  private static String counters() {
    return IngestClient.text(INGEST.client.inside("/internal/counters"));
  }

  private static String from(String address) {
    return "PROXY TCP4 " + address + " 10.0.0.1 5000 80\r\n";
  }
}
