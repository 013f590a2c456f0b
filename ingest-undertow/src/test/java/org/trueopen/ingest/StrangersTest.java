package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.KeyRing;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/** What somebody without a token can find out: nothing. */
class StrangersTest {

  private static final IngestFixture INGEST = IngestFixture.shared();
  private static final String NOT_FOUND =
      "HTTP/1.1 404 Not Found\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n";

  private final DeliveryId delivery = DeliveryId.next();
  private final String open = IngestFixture.openPath(IngestFixture.ACME, delivery);
  private final String click = IngestFixture.clickPath(delivery, 0, "https://example.com/");

  @Test
  void everythingThatIsNotThereLooksTheSame() {
    List<String> requests = new ArrayList<>();
    for (String path : paths()) {
      requests.add("GET " + path + " HTTP/1.1\r\nHost: shared.example\r\n\r\n");
    }
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW")) {
      for (String path : List.of(open, click, "/o/x.gif", "/opt-out/x", "/x")) {
        requests.add(method + " " + path + " HTTP/1.1\r\nHost: shared.example\r\n\r\n");
      }
    }
    for (String host : List.of("evil.example", "127.0.0.1", "shared.example.evil", "")) {
      for (String path : List.of(open, click, "/opt-out/x")) {
        requests.add("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      }
    }
    for (String request : requests) {
      try (Wire wire = new Wire(INGEST.server.port()).send(request)) {
        assertThat(Wire.withoutDate(wire.answer())).as(request).isEqualTo(NOT_FOUND);
      }
    }
    assertThat(Recorded.hitsOf(delivery)).isEmpty();
  }

  private List<String> paths() {
    String token = open.substring(3, open.length() - 4);
    String foreign =
        new TokenCodec(
                new KeyRing(List.of(IngestFixture.key(9, "a key that is not in the ring....."))))
            .encode(new Token.Open(IngestFixture.ACME, delivery, 7));
    return List.of(
        "/",
        "/x",
        "/favicon.ico",
        "/o",
        "/o/",
        "/o/.gif",
        "/o/x.gif",
        open + "x",
        "/o/" + foreign + ".gif",
        "/o/" + (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1) + ".gif",
        "/o/" + token.substring(0, token.length() - 1) + (token.endsWith("_") ? "A" : "_") + ".gif",
        "/c/" + token,
        "/c/" + "A".repeat(8001),
        "/i/" + token + "/a.jpg",
        "/opt-out/" + token.substring(1),
        "/internal",
        "/internal/tls-allowed?domain=shared.example",
        "/.well-known/security.txt");
  }

  @Test
  void noAnswerNamesTheServer() {
    for (String path :
        List.of(open, click, "/x", "/health/live", "/openapi.yaml", "/v1/messages")) {
      try (Wire wire = new Wire(INGEST.server.port()).get(path)) {
        assertThat(wire.answer())
            .as(path)
            .doesNotContainIgnoringCase("\nServer:")
            .doesNotContainIgnoringCase("\nX-Powered-By:")
            .doesNotContainIgnoringCase("undertow");
      }
    }
  }
}
