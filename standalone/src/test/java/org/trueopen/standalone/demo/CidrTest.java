package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CidrTest {

  @Test
  void drawnAddressesLieWithin() {
    for (Network network : Network.values()) {
      var random = Draw.generator(1, network.name().length());
      for (int i = 0; i < 500; i++) {
        String address = network.pick(random);
        assertThat(network.contains(address)).as(network + " " + address).isTrue();
      }
    }
  }

  @Test
  void edgesOfANetworkAreKnown() {
    Cidr network = Cidr.of("192.0.2.128/25");

    assertThat(network.contains("192.0.2.128")).isTrue();
    assertThat(network.contains("192.0.2.255")).isTrue();
    assertThat(network.contains("192.0.2.127")).isFalse();
    assertThat(network.contains("2001:db8::1")).isFalse();
    assertThat(Cidr.of("2001:db8::/32").contains("2001:db8:ffff::1")).isTrue();
    assertThat(Cidr.of("2001:db8::/32").contains("2001:db9::1")).isFalse();
  }

  @Test
  void somethingElseThanANetworkIsRefused() {
    assertThatThrownBy(() -> Cidr.of("localhost/8"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("localhost/8");
  }
}
