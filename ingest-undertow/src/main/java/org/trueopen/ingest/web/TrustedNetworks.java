package org.trueopen.ingest.web;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The networks whose word about a client's address is believed. */
public final class TrustedNetworks {

  private final List<IPAddress> networks;

  /**
   * @param networks addresses or networks in CIDR text
   */
  public TrustedNetworks(List<String> networks) {
    this.networks =
        networks.stream()
            .map(text -> Objects.requireNonNull(new IPAddressString(text).getAddress(), text))
            .map(IPAddress::toPrefixBlock)
            .toList();
  }

  public boolean contains(InetAddress address) {
    IPAddress parsed = parse(address.getHostAddress());
    return parsed != null && contains(parsed);
  }

  boolean contains(IPAddress address) {
    for (IPAddress network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** One address; null for what is none. An IPv4 address inside IPv6 is taken out of it. */
  static @Nullable IPAddress parse(String text) {
    IPAddress parsed = new IPAddressString(text).getAddress();
    if (text.isBlank() || parsed == null || parsed.isMultiple()) {
      return null;
    }
    return parsed.isIPv6() && parsed.toIPv6().isIPv4Mapped()
        ? parsed.toIPv6().getEmbeddedIPv4Address()
        : parsed;
  }
}
