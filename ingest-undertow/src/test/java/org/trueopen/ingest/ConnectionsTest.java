package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.listen.ListenConfig;
import tools.jackson.databind.JsonNode;

/** Processes that hold 20 connections, 5 of each address. */
class ConnectionsTest {

  private static final int ALL = 20;
  private static final int OF_ADDRESS = 5;
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration REQUEST = Duration.ofMillis(700);
  private static final Duration STALL = Duration.ofMillis(800);

  private static final IngestFixture INGEST = start(PATIENT, PATIENT);
  private static final IngestFixture HASTY = start(PATIENT, REQUEST);
  private static final int PORT = INGEST.server.port();

  private final String pixel = IngestFixture.openPath(IngestFixture.ACME, DeliveryId.next());

  @AfterAll
  static void stop() {
    INGEST.close();
    HASTY.close();
  }

  @BeforeEach
  void waitForRoom() {
    // Until none is left but perhaps one that is just going.
    await().ignoreExceptions().until(() -> connections().get("open").asInt() <= 1);
  }

  @Test
  void oneConnectionTooManyOfAnAddressIsTurnedAwayAndOthersAreNot() {
    long before = closed("too-many-of-address");
    List<Wire> open = new ArrayList<>();
    for (int i = 0; i < OF_ADDRESS; i++) {
      open.add(new Wire(PORT, "127.0.0.7").get(pixel));
      assertThat(open.getLast().answer()).startsWith("HTTP/1.1 200 ");
    }

    assertRefused(new Wire(PORT, "127.0.0.7"));
    try (Wire other = new Wire(PORT, "127.0.0.8")) {
      assertThat(other.get(pixel).answer()).startsWith("HTTP/1.1 200 ");
    }
    open.removeFirst().close();
    await().untilAsserted(() -> assertThat(served("127.0.0.7")).isTrue());
    assertThat(closed("too-many-of-address")).isGreaterThan(before);
    open.forEach(Wire::close);
  }

  @Test
  void aTrustedProxyMayHaveMoreThanAnAddressButNotMoreThanThereIsRoomFor() {
    List<Wire> open = new ArrayList<>();
    boolean kept = true;
    while (open.size() < ALL && kept) {
      Wire wire = new Wire(PORT).get(pixel);
      String answer = wire.answer();
      assertThat(answer).startsWith("HTTP/1.1 200 ");
      kept = !answer.contains("Connection: close");
      open.add(wire);
    }

    assertThat(open).as("kept while there is plenty of room").hasSizeGreaterThan(OF_ADDRESS + 5);
    assertThat(kept).as("none is kept for later once nearly all are in use").isFalse();
    while (served("127.0.0.1") && open.size() < 2 * ALL) {
      open.add(new Wire(PORT));
    }
    open.forEach(Wire::close);
    waitForRoom();
    assertThat(closed("too-many")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "GET /o/x HTTP/1.1\r\nHost: shared.example\r\nX-Slow: ",
        "GET /o/x HTTP/1.1\r\nHost: shared.example\r\n"
      })
  void whoDoesNotFinishARequestIsClosedWithoutAnAnswer(String sent) {
    long begin = System.nanoTime();
    try (Wire wire = new Wire(HASTY.server.port()).send(sent)) {
      assertThat(wire.rest()).isEmpty();
    }
    assertThat(System.nanoTime() - begin).isGreaterThan(REQUEST.dividedBy(2).toNanos());
  }

  @Test
  void whoDripsAHeaderIsClosedAllTheSame() {
    try (Wire wire = new Wire(HASTY.server.port()).send("GET /o/x HTTP/1.1\r\nX-Slow: ")) {
      await()
          .pollInterval(Duration.ofMillis(100))
          .ignoreNoExceptions()
          .until(
              () -> {
                try {
                  wire.send("x");
                  return false;
                } catch (UncheckedIOException e) {
                  return true;
                }
              });
    }
  }

  @Test
  void aConnectionIsKeptForTheIdleTimeAndNoLonger() {
    try (IngestFixture ingest = start(IDLE, PATIENT);
        Wire wire = new Wire(ingest.server.port())) {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < IDLE.toNanos() * 3 / 2) {
        assertThat(wire.get(pixel).answer()).startsWith("HTTP/1.1 200 ");
        await().pollDelay(IDLE.dividedBy(10)).until(() -> true);
      }
      assertThat(wire.rest()).isEmpty();
    }
  }

  @Test
  void whoTakesNoAnswersIsClosed() {
    long before = closed("slow-reader");
    String hundred = "GET /openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100);
    try (Wire wire = new Wire(PORT)) {
      wire.send(hundred.repeat(4));
      await().untilAsserted(() -> assertThat(closed("slow-reader")).isGreaterThan(before));
    }
  }

  @Test
  void requestsSentBeforeTheAnswerToTheLastAreAllAnswered() {
    try (Wire wire = new Wire(PORT)) {
      for (int round = 0; round < 100; round++) {
        // Each by itself, so that it mostly comes while the one before waits to be recorded.
        wire.get(pixel).get(pixel).get("/health/live").get(pixel);
        assertThat(wire.answer()).contains("image/gif");
        assertThat(wire.answer()).contains("image/gif");
        assertThat(wire.answer()).startsWith("HTTP/1.1 200 ").doesNotContain("image/gif");
        assertThat(wire.answer()).contains("image/gif");
      }
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInTheirOrder() {
    String requests = request(pixel) + request("/c/x") + request(pixel) + request("/health/live");
    try (Wire wire = new Wire(PORT).send(requests)) {
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 ").contains("GIF89a");
      assertThat(wire.answer()).startsWith("HTTP/1.1 404 ");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 ").contains("GIF89a");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 ").contains("live");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10000000000\r\n\r\nabc",
        "Content-Length: 10\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
        "Content-Length: 3\r\n\r\nabc",
        "Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"
      })
  void aHitWithABodyIsAnsweredAndItsConnectionClosed(String body) {
    for (String path : List.of(pixel, "/o/x.gif", "/health/live", "/nothing")) {
      try (Wire wire = new Wire(PORT)) {
        wire.send("GET " + path + " HTTP/1.1\r\nHost: shared.example\r\n" + body);
        String answer = wire.answer();
        assertThat(answer).as(path).startsWith("HTTP/1.1 ").contains("Connection: close");
        assertThat(wire.rest()).as(path).isEmpty();
      }
    }
  }

  @Test
  void malformedHttpGetsABareBadRequest() {
    for (String bad :
        List.of(
            "GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(40_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(101) + "\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")) {
      try (Wire wire = new Wire(PORT).send(bad)) {
        assertThat(wire.rest())
            .as("%.60s", bad)
            .isEqualTo(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      }
    }
  }

  private static IngestFixture start(Duration idle, Duration request) {
    return IngestFixture.start(
        IngestFixture.with(
            IngestFixture.config(0, Duration.ofSeconds(15), 1000, 10, 4, STALL),
            new ListenConfig(ALL, OF_ADDRESS, idle, request, false),
            IngestFixture.GENEROUS));
  }

  private static String request(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: shared.example\r\n\r\n";
  }

  private boolean served(String from) {
    try (Wire wire = new Wire(PORT, from)) {
      return wire.get(pixel).answer().startsWith("HTTP/1.1 200 ");
    }
  }

  private static void assertRefused(Wire refused) {
    try (refused) {
      assertThat(refused.rest())
          .isEqualTo(
              """
              HTTP/1.1 503 Service Unavailable\r
              Connection: close\r
              Retry-After: 5\r
              Content-Length: 0\r
              \r
              """);
    }
  }

  private static long closed(String reason) {
    return connections().get("closedByReason").get(reason).asLong();
  }

  private static JsonNode connections() {
    return IngestClient.json(INGEST.client.inside("/internal/counters")).get("connections");
  }
}
