package org.trueopen.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientKeyTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.9, 32, true",
    "203.0.113.9, 203.0.113.8, 32, false",
    "203.0.113.9, 203.0.113.250, 24, true",
    "203.0.113.9, 203.0.114.9, 24, false",
    "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:8, 64, true",
    "2001:db8:1:2::9, 2001:db8:1:3::9, 64, false",
    "2001:db8:1:2::9, 2001:db8:1:3::9, 48, true",
    "2001:db8:1:2::9, 2001:db8:2:2::9, 48, false",
    "::1, 0:0:0:0:0:0:0:1, 64, true",
    "::1, 1::, 64, false",
    "1::5:6:7:8:9:a, 1:0:5:6:7:8:9:a, 64, true",
    "fe80::1%eth0, fe80:0:0:0:0:0:0:2%1, 64, true"
  })
  void addressesOfOneNetworkHaveOneKey(String one, String other, int bits, boolean same) {
    assertThat(ClientKey.of(one, bits, bits) == ClientKey.of(other, bits, bits)).isEqualTo(same);
  }

  @Property(tries = 500)
  void everyAddressOfVersion6IsReadAsJavaDoes(@ForAll @Size(16) byte[] bytes)
      throws UnknownHostException {
    InetAddress address = Inet6Address.getByAddress(null, bytes, -1);

    assertThat(~ClientKey.of(address.getHostAddress(), 32, 64))
        .isEqualTo(ByteBuffer.wrap(bytes).getLong());
  }

  @Test
  void whatIsNoAddressHasAKeyToo() {
    for (String text : new String[] {"", ":", ":::", "x", "1.2", "a:b", "::::::::::", "%", "1:%"}) {
      assertThat(ClientKey.of(text, 32, 64)).isEqualTo(ClientKey.of(text, 32, 64));
    }
  }
}
