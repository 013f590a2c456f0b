package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.log.PostKey;

/** Receivers that mean ill. */
class HttpPosterTest {

  /** Long enough that only the bound, and not the deadline, can end an attempt in time. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 ', 'a', Maximum line length",
    "'HTTP/1.1 200 OK\\r\\nX: ', 'a', Maximum line length",
    "'HTTP/1.1 200 OK\\r\\nX: a\\r\\n', ' folded\\r\\n', Maximum line length",
    "'HTTP/1.1 200 OK\\r\\n', 'X: a\\r\\n', Maximum header count"
  })
  void aHeadWithoutAnEndIsAFailureLikeAnyOther(String begin, String again, String why)
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        HttpPoster poster = new HttpPoster(new AddressGuard(List.of("127.0.0.0/8")), PATIENCE, 1)) {
      Thread.ofVirtual().start(() -> stream(server, unescaped(begin), unescaped(again)));

      Attempt attempt =
          poster.post(
              Post.first(
                  new PostKey("acme", "one", "e1"), "type", "{}".getBytes(UTF_8), Instant.EPOCH),
              "http://127.0.0.1:" + server.getLocalPort() + "/hook",
              List.of(),
              0);

      assertThat(attempt.kind()).isEqualTo(Attempt.Kind.FAILED);
      assertThat(attempt.detail()).contains(why);
    }
  }

  /** Until the other side hangs up. */
  private static void stream(ServerSocket server, String begin, String again) {
    byte[] much = again.repeat(1000).getBytes(US_ASCII);
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(begin.getBytes(US_ASCII));
      while (true) {
        out.write(much);
      }
    } catch (IOException e) {
      // It has.
    }
  }

  private static String unescaped(String text) {
    return text.replace("\\r\\n", "\r\n");
  }
}
