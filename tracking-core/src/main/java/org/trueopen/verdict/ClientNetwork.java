package org.trueopen.verdict;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import org.jspecify.annotations.Nullable;

/** The part of a client's address that is kept: its /24, or its /48 in IPv6. */
public final class ClientNetwork {

  static final int IPV4_PREFIX_BITS = 24;
  static final int IPV6_PREFIX_BITS = 48;

  private ClientNetwork() {}

  /** Parses an address; null if it is none. An IPv4 address inside IPv6 is taken out of it. */
  static @Nullable IPAddress parse(String address) {
    if (address.isBlank()) {
      return null; // the library reads nothing as the loopback address
    }
    IPAddress parsed = new IPAddressString(address).getAddress();
    if (parsed == null || parsed.isMultiple()) {
      return null;
    }
    return parsed.isIPv6() && parsed.toIPv6().isIPv4Mapped()
        ? parsed.toIPv6().getEmbeddedIPv4Address()
        : parsed;
  }

  /** The network in CIDR text; empty for what is no address. */
  static String of(@Nullable IPAddress address) {
    if (address == null) {
      return "";
    }
    int bits = address.isIPv4() ? IPV4_PREFIX_BITS : IPV6_PREFIX_BITS;
    return address.toPrefixBlock(bits).toCanonicalString();
  }
}
