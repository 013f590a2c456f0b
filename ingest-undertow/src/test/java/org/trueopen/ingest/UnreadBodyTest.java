package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Token;

/** Bodies that are answered before they have come, or refused for what is said of them. */
class UnreadBodyTest {

  private static final String GOOD =
      """
      {"from":"a@acme.example","to":["b@example.net"],"text":"hello"}""";

  @ParameterizedTest
  @ValueSource(strings = {"1048577", "3000000000"})
  void noRoomIsMadeForMoreThanAStrangerMaySend(String length) throws Exception {
    String token =
        IngestFixture.TOKENS.encode(new Token.OptOut(IngestFixture.ACME, DeliveryId.next(), 7));
    try (Socket socket = connect(IngestFixture.shared())) {
      send(
          socket,
          "POST /opt-out/%s HTTP/1.1\r\nHost: %s\r\nContent-Length: %s\r\n\r\n"
              .formatted(token, IngestFixture.SHARED_HOST, length));

      assertThat(answer(socket)).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void aCallerWhoDripsABodyThatWasRefusedHoldsNoWorker() throws Exception {
    Duration stall = Duration.ofSeconds(1);
    try (IngestFixture ingest =
            IngestFixture.start(
                IngestFixture.config(0, Duration.ofSeconds(15), 1024 * 1024, 20, 1, stall));
        Socket socket = connect(ingest)) {
      send(
          socket,
          """
          POST /v1/messages HTTP/1.1\r
          Host: localhost\r
          Content-Type: text/plain\r
          Authorization: Bearer acme-key\r
          Content-Length: 1000000\r
          \r
          """);

      // Until nobody takes it any more.
      await().pollInterval(stall.dividedBy(10)).until(() -> !drip(socket));
      assertThat(ingest.client.post(GOOD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoSendsARefusedBodyToItsEndHearsWhyAndKeepsTheConnection() throws Exception {
    try (Wire wire = new Wire(IngestFixture.shared().server.port())) {
      for (int i = 0; i < 2; i++) {
        wire.send(
            """
            POST /v1/messages HTTP/1.1\r
            Host: localhost\r
            Content-Type: text/plain\r
            Authorization: Bearer acme-key\r
            Content-Length: 200000\r
            \r
            """);
        wire.send("x".repeat(200_000));

        assertThat(wire.answer()).startsWith("HTTP/1.1 415");
      }
    }
  }

  private static boolean drip(Socket socket) {
    try {
      send(socket, "x");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  private static Socket connect(IngestFixture ingest) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), ingest.server.port());
  }
}
