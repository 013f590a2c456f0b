package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.event.Hit;
import org.trueopen.id.DeliveryId;

/** Trusted are 127.0.0.1, where the requests come from, and 10.0.0.0/8. */
class ClientAddressTest {

  private static final IngestFixture INGEST = IngestFixture.shared();

  private final DeliveryId delivery = DeliveryId.next();
  private final String path = IngestFixture.openPath(IngestFixture.ACME, delivery);

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          203.0.113.9                                => 203.0.113.9
          2001:DB8:0:0::9                            => 2001:db8::9
          198.51.100.1, 203.0.113.9                  => 203.0.113.9
          203.0.113.9, 10.1.2.3                      => 203.0.113.9
          198.51.100.1,203.0.113.9 , 10.1.2.3,10.9.9.9 => 203.0.113.9
          10.1.2.3                                   => 10.1.2.3
          10.1.1.1, 10.2.2.2                         => 10.1.1.1
          203.0.113.9, unknown                       => 127.0.0.1
          203.0.113.9, 1.2.3.4:5678                  => 127.0.0.1
          203.0.113.9, garbage, 10.1.2.3             => 10.1.2.3
          203.0.113.9, 0.0.0.0/0                     => 127.0.0.1
          203.0.113.9, *                             => 127.0.0.1
          203.0.113.9, , 10.1.2.3,                   => 203.0.113.9
          ,                                          => 127.0.0.1
          `<script>`                                 => 127.0.0.1
          """)
  void theRightmostAddressThatIsNoProxyOfOursIsTheClients(String forwarded, String client) {
    INGEST.client.get(path, "X-Forwarded-For", forwarded);

    assertThat(address()).isEqualTo(client);
  }

  @Test
  void severalHeadersAreReadAsOneList() {
    INGEST.client.get(
        path, "X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "203.0.113.9, 10.1.2.3");

    assertThat(address()).isEqualTo("203.0.113.9");
  }

  @Test
  void whoeverIsNoProxyOfOursCannotChooseAnAddress() {
    new IngestClient(INGEST.server.port(), INGEST.server.internalPort(), "127.0.0.2")
        .get(path, "X-Forwarded-For", "203.0.113.9");

    assertThat(address()).isEqualTo("127.0.0.2");
  }

  private String address() {
    assertThat(Recorded.hitsOf(delivery)).hasSize(1);
    return Recorded.hitsOf(delivery).stream().map(Hit::address).findFirst().orElseThrow();
  }
}
