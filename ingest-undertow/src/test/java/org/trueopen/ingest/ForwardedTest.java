package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.web.ForwardedHeader;

/** Trusted are 127.0.0.1, where the requests come from, and 10.0.0.0/8. */
class ForwardedTest {

  private static final IngestFixture INGEST = start(ForwardedHeader.FORWARDED);

  private final DeliveryId delivery = DeliveryId.next();
  private final String path = IngestFixture.openPath(IngestFixture.ACME, delivery);

  private static IngestFixture start(ForwardedHeader header) {
    return IngestFixture.start(
        IngestFixture.with(
            IngestFixture.config(0, Duration.ofSeconds(15), 1000),
            header,
            IngestFixture.LISTEN,
            IngestFixture.GENEROUS));
  }

  @AfterAll
  static void stop() {
    INGEST.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          for=203.0.113.9                                  => 203.0.113.9
          For="203.0.113.9:4711";proto=https;by=10.0.0.1   => 203.0.113.9
          for=203.0.113.9:4711                             => 203.0.113.9
          for="203.0.113.9:_port"                          => 203.0.113.9
          for="[2001:db8::9]"                              => 2001:db8::9
          for="[2001:db8::9]:4711"                         => 2001:db8::9
          for="\\2\\03.0.113.9"                            => 203.0.113.9
          proto=http;for=203.0.113.9;host="a,b;c"          => 203.0.113.9
          for=198.51.100.1, for=203.0.113.9                => 203.0.113.9
          for=203.0.113.9, for=10.1.2.3                    => 203.0.113.9
          for=203.0.113.9 , , for=10.1.2.3,                => 203.0.113.9
          for=10.1.2.3                                     => 10.1.2.3
          for=203.0.113.9, for=unknown                     => 127.0.0.1
          for=203.0.113.9, for=_hidden, for=10.1.2.3       => 10.1.2.3
          for=203.0.113.9, proto=https                     => 127.0.0.1
          for=203.0.113.9, for="10.1.2.3                   => 127.0.0.1
          for="x, for=203.0.113.9                          => 127.0.0.1
          for=203.0.113.9, for=                            => 127.0.0.1
          for=203.0.113.9, for                             => 127.0.0.1
          for=203.0.113.9, for=10.1.2.3 x=y                => 127.0.0.1
          for=203.0.113.9, for="[10.1.2.3"                 => 127.0.0.1
          for=203.0.113.9, for="[2001:db8::9]x"            => 127.0.0.1
          for=203.0.113.9, for=2001:db8::9                 => 127.0.0.1
          for=203.0.113.9, for=0.0.0.0/0                   => 127.0.0.1
          203.0.113.9                                      => 127.0.0.1
          """)
  void theRightmostNodeThatIsNoProxyOfOursIsTheClients(String forwarded, String client) {
    INGEST.client.get(path, "Forwarded", forwarded, "X-Forwarded-For", "198.51.100.66");

    assertThat(address()).isEqualTo(client);
  }

  @Test
  void aLineThatAClientLeftOpenDoesNotSwallowTheProxys() {
    INGEST.client.get(path, "Forwarded", "for=\"1.1.1.1", "Forwarded", "for=203.0.113.9");

    assertThat(address()).isEqualTo("203.0.113.9");
  }

  @Test
  void theOtherHeaderIsNotBelieved() {
    INGEST.client.get(path, "X-Forwarded-For", "203.0.113.9");

    assertThat(address()).isEqualTo("127.0.0.1");
  }

  @Test
  void withoutAHeaderToBelieveNoneIs() {
    try (IngestFixture ingest = start(ForwardedHeader.NONE)) {
      ingest.client.get(path, "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=203.0.113.9");
    }

    assertThat(address()).isEqualTo("127.0.0.1");
  }

  private String address() {
    assertThat(Recorded.hitsOf(delivery)).hasSize(1);
    return Recorded.hitsOf(delivery).getFirst().address();
  }
}
