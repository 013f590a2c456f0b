package org.trueopen.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private static final AddressGuard GUARD = new AddressGuard(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1"
      })
  void anAddressOfTheInsideIsNotReached(String address) {
    assertThatThrownBy(() -> GUARD.resolve(address))
        .isInstanceOf(AddressGuard.ForbiddenException.class)
        .hasMessageContaining("no address outside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "11.0.0.1", "2606:2800:21f:cb07::1"})
  void anAddressOfTheWorldIs(String address) throws Exception {
    assertThat(GUARD.resolve(address)).hasSize(1);
  }

  /** Ways to write 127.0.0.1 that the JDK or a resolver might take. */
  @ParameterizedTest
  @CsvSource({"2130706433", "127.1", "localhost"})
  void otherWritingsGainNothing(String host) {
    assertThatThrownBy(() -> GUARD.resolve(host)).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void onlyTheAddressesThatWereSeenAndMayBeReachedAreConnectedTo() throws Exception {
    InetAddress outside = InetAddress.getByName("93.184.215.14");
    AddressGuard guard =
        new AddressGuard(List.of(), names(InetAddress.getByName("10.0.0.1"), outside));

    assertThat(guard.resolve("mixed.example")).containsExactly(outside);
  }

  @Test
  void anAllowedNetworkIsReached() throws Exception {
    AddressGuard guard = new AddressGuard(List.of("10.1.0.0/16", "::1"));

    assertThat(guard.resolve("10.1.2.3")).hasSize(1);
    assertThat(guard.resolve("::1")).hasSize(1);
    assertThatThrownBy(() -> guard.resolve("10.2.0.1")).isInstanceOf(UnknownHostException.class);
  }

  private static DnsResolver names(InetAddress... addresses) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) {
        return addresses;
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }
}
