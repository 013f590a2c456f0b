package org.trueopen.ingest.hit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.UndertowHead;
import io.undertow.util.HeaderValues;
import io.undertow.util.Protocols;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHeadTest {

  private static final String LINE = "GET /o/Ab-_9.gif HTTP/1.1\r\n";
  private static final String HOST = "Host: shared.example\r\n";

  /** What mail clients send, one directly and one through a proxy that ends TLS. */
  private static final List<String> REAL =
      List.of(
          LINE
              + HOST
              + "Accept: image/webp,image/avif,image/*;q=0.8,*/*;q=0.5\r\n"
              + "Accept-Language: de-DE,de;q=0.9\r\n"
              + "Accept-Encoding: gzip, deflate, br\r\n"
              + "Connection: keep-alive\r\n"
              + "User-Agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)\r\n\r\n",
          LINE
              + HOST
              + "user-agent: Mozilla/5.0 (Windows NT 5.1; rv:11.0) (via ggpht.com GoogleImageProxy)"
              + "\r\nX-Forwarded-For: 66.249.84.1\r\nX-Forwarded-Proto: https\r\n"
              + "sec-gpc: 1\r\ndnt:1\r\nX-Empty:\r\n\r\n",
          LINE + HOST + "\r\n");

  private final PlainHead head = new PlainHead();

  @Test
  void whatMailClientsSendIsRead() {
    assertThat(REAL).allMatch(this::read);
    read(REAL.get(1));

    assertThat(head.token()).isEqualTo("Ab-_9");
    assertThat(head.header(RequestHeader.HOST)).isEqualTo("shared.example");
    assertThat(head.header(RequestHeader.USER_AGENT)).endsWith("(via ggpht.com GoogleImageProxy)");
    assertThat(head.header(RequestHeader.X_FORWARDED_FOR)).isEqualTo("66.249.84.1");
    assertThat(head.header(RequestHeader.SEC_GPC)).isEqualTo("1");
    assertThat(head.header(RequestHeader.DNT)).isEqualTo("1");
    assertThat(head.header(RequestHeader.ACCEPT)).as("of the request before").isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /o/",
        "GET /o/Ab.gif HTTP/1.1\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\n\r",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\n\r\nG",
        "GET /o/Ab.gif HTTP/1.0\r\nHost: x\r\n\r\n",
        "HEAD /o/Ab.gif HTTP/1.1\r\nHost: x\r\n\r\n",
        "get /o/Ab.gif HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET  /o/Ab.gif HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /o/Ab.gif?a=b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /o/A%62.gif HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /o//Ab.gif HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://x/o/Ab.gif HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\nHost: x\n\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\n: x\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x:\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x:y\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x:65536\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x/443\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: [::1]\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.1.1.1\r\nx-forwarded-for: 2.2.2.2\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\ntransfer-Encoding: chunked\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nX:  two\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nX: end \r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nX: a\tb\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nX: \u00e4\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
        "GET /o/Ab.gif HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n"
      })
  void whatIsNotPlainIsLeftToUndertow(String text) {
    assertThat(read(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "links.acme.example", "127.0.0.1:8080", "a-b.example:65535"})
  void aHostIsANameWithAPortPerhaps(String host) {
    assertThat(read(LINE + "Host: " + host + "\r\n\r\n")).isTrue();
    assertThat(head.header(RequestHeader.HOST)).isEqualTo(host);
  }

  @Test
  void moreThanTheListenerLetsThroughIsLeftToUndertow() {
    assertThat(read(LINE + "X: y\r\n".repeat(99) + "\r\n")).isTrue();
    assertThat(read(LINE + "X: y\r\n".repeat(101) + "\r\n")).isFalse();
    assertThat(read(LINE + "X: " + "y".repeat(8 * 1024) + "\r\n\r\n")).isFalse();
  }

  @Property(tries = 30_000)
  void whatIsReadHereUndertowReadsAlike(@ForAll("almostPlain") String text) {
    boolean plain = read(text);

    Statistics.collect(plain);
    if (plain) {
      Optional<HttpServerExchange> read = UndertowHead.read(text);
      assertThat(read).isPresent();
      HttpServerExchange exchange = read.get();
      assertThat(exchange.getRequestMethod()).hasToString("GET");
      assertThat(exchange.getProtocol()).isEqualTo(Protocols.HTTP_1_1);
      assertThat(exchange.getRequestURI()).isEqualTo("/o/" + head.token() + ".gif");
      assertThat(exchange.getRelativePath()).isEqualTo(exchange.getRequestURI());
      assertThat(exchange.getQueryString()).isEmpty();
      for (RequestHeader header : RequestHeader.values()) {
        HeaderValues values = exchange.getRequestHeaders().get(header.httpName());
        if (values == null) {
          assertThat(head.header(header)).as(header.lowerCase()).isNull();
        } else {
          assertThat(values).as(header.lowerCase()).containsExactly(head.header(header));
        }
      }
    }
  }

  /** Heads of mail clients with up to three mistakes. */
  @Provide
  Arbitrary<String> almostPlain() {
    Arbitrary<Mistake> mistakes =
        Combinators.combine(
                Arbitraries.integers().between(0, 10_000),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of(
                    "",
                    " ",
                    "\t",
                    "\r",
                    "\n",
                    "\r\n",
                    "\r\n\r\n",
                    "\0",
                    "\u0080",
                    "\u00ff",
                    ":",
                    ": ",
                    "/",
                    "?",
                    "%",
                    ";",
                    "\\",
                    "\"",
                    ",",
                    ".",
                    "A",
                    "b",
                    "0",
                    "-",
                    "_",
                    "@",
                    "\r\nHost: y\r\n",
                    "\r\nDNT: 1\r\n",
                    "\r\nSEC-GPC:0\r\n",
                    "\r\nX-Moz:\r\n",
                    "\r\nConnection: Keep-Alive\r\n",
                    "\r\nConnection: close\r\n",
                    "\r\nContent-Length: 3\r\n",
                    "\r\nPurpose: preview \r\n",
                    "\r\n x: y\r\n"))
            .as(Mistake::new);
    return Combinators.combine(Arbitraries.of(REAL), mistakes.list().ofMaxSize(3))
        .as(
            (real, all) -> {
              String text = real;
              for (Mistake each : all) {
                text = each.in(text);
              }
              return text;
            });
  }

  /** Something put at a place instead of what stood there. */
  private record Mistake(int place, int instead, String text) {
    String in(String head) {
      int at = place % (head.length() + 1);
      return head.substring(0, at) + text + head.substring(Math.min(head.length(), at + instead));
    }
  }

  private boolean read(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 5).put(5, bytes);
    return head.read(buffer, 5, bytes.length);
  }
}
