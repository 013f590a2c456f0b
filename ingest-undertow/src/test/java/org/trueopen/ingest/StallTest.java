package org.trueopen.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Token;

/** Callers who send or take nothing hold neither workers nor memory for good. */
class StallTest {

  private static final String GOOD =
      """
      {"from":"a@acme.example","to":["b@example.net"],"text":"hello"}""";
  private static final Duration STALL = Duration.ofMillis(500);

  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void anUploadThatStallsIsGivenUpAndSaysSo() throws Exception {
    try (IngestFixture ingest = start(2, Duration.ofSeconds(3))) {
      Socket socket = upload(ingest, "application/json", 1000, "{");

      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

      assertThat(answer)
          .startsWith("HTTP/1.1 408")
          .contains("request-timeout", "expected the body to arrive without a pause");
    }
  }

  @Test
  void uploadsThatStallLetOthersThrough() throws Exception {
    try (IngestFixture ingest = start(1)) {
      for (int i = 0; i < 3; i++) {
        upload(ingest, "application/json", 1000, "{");
      }

      awaitTaken(ingest);
    }
  }

  @Test
  void aCallerWhoTakesNothingOfTheAnswerLetsOthersThrough() throws Exception {
    String large =
        """
        {"from":"a@acme.example","to":[%s"c@example.net"],"text":"%s"}"""
            .formatted("\"b@example.net\",".repeat(19), "x".repeat(200_000));
    try (IngestFixture ingest = start(1)) {
      for (int i = 0; i < 2; i++) {
        Socket socket = upload(ingest, "application/json", large.length(), large);
        // So little that four megabytes of answer do not fit between us.
        socket.setReceiveBufferSize(1024);
      }

      awaitTaken(ingest);
    }
  }

  @Test
  void bodiesThatFillTheMemoryMakeOthersComeAgain() throws Exception {
    IngestConfig patient =
        IngestFixture.config(0, Duration.ofSeconds(15), 1024 * 1024, 20, 16, Duration.ofMinutes(1));
    try (IngestFixture ingest = IngestFixture.start(patient)) {
      int held = IngestFixture.BODY_MEMORY / IngestFixture.MAX_MAIL;
      for (int i = 0; i < held; i++) {
        upload(ingest, "message/rfc822", IngestFixture.MAX_MAIL, "From");
      }

      await()
          .untilAsserted(
              () -> {
                var refused = ingest.client.post(GOOD);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("5");
                assertThat(IngestClient.text(refused)).contains("busy", "send it again later");
              });
      hangUp();
      awaitTaken(ingest);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/opt-out/", "/v1/messages"})
  void bodiesOfStrangersHoldNoWorker(String path) throws Exception {
    IngestConfig patient =
        IngestFixture.config(0, Duration.ofSeconds(15), 1024, 20, 2, Duration.ofSeconds(20));
    try (IngestFixture ingest = IngestFixture.start(patient)) {
      for (int i = 0; i < 6; i++) {
        stranger(ingest, path);
      }

      assertThat(ingest.client.post(GOOD).statusCode()).isEqualTo(200);
      assertThat(sockets).as("not because strangers have gone").allMatch(StallTest::isOpen);
      hangUp();
    }
  }

  @ParameterizedTest
  @CsvSource({"/opt-out/, 408", "/v1/messages, 401"})
  void aStrangerWhoDripsIsCutOffInTheEnd(String path, String status) throws Exception {
    try (IngestFixture ingest = start(1)) {
      Socket socket = stranger(ingest, path);
      long begin = System.nanoTime();

      await().pollInterval(STALL.dividedBy(5)).until(() -> !drip(socket));

      assertThat(System.nanoTime() - begin).isGreaterThan(STALL.dividedBy(2).toNanos());
      String answer = answerOf(stranger(ingest, path));
      assertThat(answer).startsWith("HTTP/1.1 " + status);
    }
  }

  /** False once nobody takes it any more. */
  private static boolean drip(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOpen(Socket socket) {
    try {
      socket.setSoTimeout(1);
      byte[] some = new byte[1024];
      while (socket.getInputStream().read(some) >= 0) {
        // An answer may have come before the body is whole.
      }
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String answerOf(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /** Announces a body without having a key, and sends the first byte of it. */
  private Socket stranger(IngestFixture ingest, String path) throws IOException {
    String target =
        path.equals("/opt-out/")
            ? path
                + IngestFixture.TOKENS.encode(
                    new Token.OptOut(IngestFixture.ACME, DeliveryId.next(), 7))
            : path;
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingest.server.port());
    sockets.add(socket);
    socket
        .getOutputStream()
        .write(
            "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000\r\n\r\na"
                .formatted(target, IngestFixture.SHARED_HOST)
                .getBytes(ISO_8859_1));
    return socket;
  }

  private static IngestFixture start(int workers) {
    return start(workers, STALL);
  }

  private static IngestFixture start(int workers, Duration stall) {
    return IngestFixture.start(
        IngestFixture.config(0, Duration.ofSeconds(15), 1024 * 1024, 20, workers, stall));
  }

  /** A call of ours may stall as well, on a machine that is busy. */
  private static void awaitTaken(IngestFixture ingest) {
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(ingest.client.post(GOOD).statusCode()).isEqualTo(200));
  }

  /** Announces a body and sends its beginning. */
  private Socket upload(IngestFixture ingest, String type, int length, String beginning)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingest.server.port());
    sockets.add(socket);
    socket
        .getOutputStream()
        .write(
            """
            POST /v1/messages HTTP/1.1\r
            Host: localhost\r
            Content-Type: %s\r
            Authorization: Bearer acme-key\r
            Content-Length: %d\r
            \r
            %s"""
                .formatted(type, length, beginning)
                .getBytes(ISO_8859_1));
    return socket;
  }
}
