package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IngestApiTest {

  private static final OutgoingMail MAIL =
      new OutgoingMail(
          "Fernhill <news@demo.example>",
          List.of("a@postbox.example", "b@postbox.example"),
          "Subject",
          "<p>Hello</p>",
          "Hello",
          "welcome");

  @Test
  void sentMailComesBackAsPixelsAndLinksOfEachRecipient() throws Exception {
    try (var ingest = new FakeIngest(n -> false);
        var api = new IngestApi(ingest.uri(), FakeIngest.KEY)) {
      var sent = (SendOutcome.Sent) api.send(MAIL);

      assertThat(sent.deliveries())
          .extracting(TrackedMail::to)
          .containsExactly("a@postbox.example", "b@postbox.example");
      assertThat(sent.deliveries().getFirst().pixel()).contains("/o/d0.gif");
      assertThat(sent.deliveries().getFirst().links())
          .containsExactly("/c/d0.0", "/c/d0.1", "/c/d0.2");
    }
  }

  @Test
  void wrongKeyIsARefusalAndAnOverloadIsNot() throws Exception {
    try (var ingest = new FakeIngest(n -> n == 1);
        var api = new IngestApi(ingest.uri(), "wrong")) {
      assertThat(api.send(MAIL)).isEqualTo(new SendOutcome.Refused(401, ""));
      assertThatThrownBy(() -> api.send(MAIL))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("503");
    }
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    try (var ingest = new FakeIngest(n -> false);
        var api = new IngestApi(ingest.uri(), FakeIngest.KEY)) {
      var status = api.hit("GET", "/c/d0.0", "203.0.113.9", Browsers.CHROME_WINDOWS).get();

      assertThat(status).isEqualTo(302);
      assertThat(ingest.hits).hasSize(1);
    }
  }

  /** The JDK's client would repeat such a GET by itself; then one hit would be received twice. */
  @Test
  void requestCutOffOnAKeptConnectionIsNotRepeated() throws Exception {
    var received = new AtomicInteger();
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    try (var api = new IngestApi(URI.create("http://127.0.0.1:" + server.getLocalPort()), "key")) {
      Thread thread = Thread.ofVirtual().start(() -> answerOnceThenCutOff(server, received));

      var first = api.hit("GET", "/o/1.gif", "203.0.113.9", PrivacyPreload.AGENT);
      assertThat(first.get()).isEqualTo(200);
      var second = api.hit("GET", "/o/2.gif", "203.0.113.9", PrivacyPreload.AGENT);
      assertThatThrownBy(second::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);

      server.close();
      thread.join();
      assertThat(received).hasValue(2);
    }
  }

  private static void answerOnceThenCutOff(ServerSocket server, AtomicInteger received) {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          var in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
          while (readRequest(in)) {
            if (received.incrementAndGet() != 1) {
              break;
            }
            socket
                .getOutputStream()
                .write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
          }
        }
      }
    } catch (IOException e) {
      // The test has closed the server.
    }
  }

  private static boolean readRequest(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return line != null;
  }
}
