package org.trueopen.ingest.limit;

/** A client's address in text as a number, cut to its network, without making objects. */
final class ClientKey {

  private static final int IPV6_GROUPS = 8;

  private ClientKey() {}

  /**
   * The address's first bits.
   *
   * @param address as {@link java.net.InetAddress#getHostAddress} or its canonical form has it;
   *     what is none gets some number all the same
   * @param ipv4Bits how many bits of an IPv4 address count, up to 32
   * @param ipv6Bits how many of an IPv6 address, up to 64
   */
  static long of(String address, int ipv4Bits, int ipv6Bits) {
    return address.indexOf(':') < 0
        ? ipv4(address) & (-1L << (32 - ipv4Bits))
        : ~(ipv6(address) & (-1L << (64 - ipv6Bits))); // so that it is no IPv4 address's
  }

  private static long ipv4(String text) {
    long address = 0;
    int octet = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        address = (address << 8) | octet;
        octet = 0;
      } else {
        octet = (octet * 10 + Character.digit(c, 10)) & 0xFF;
      }
    }
    return (address << 8) | octet;
  }

  /** The upper half of the address. */
  private static long ipv6(String text) {
    long high = 0;
    int groups = 0;
    int begin = 0;
    int end = text.indexOf('%') < 0 ? text.length() : text.indexOf('%');
    while (groups < IPV6_GROUPS / 2 && begin <= end) {
      int colon = text.indexOf(':', begin);
      int stop = colon < 0 || colon > end ? end : colon;
      if (stop == begin && begin > 0) {
        return skip(text, high, groups, stop, end);
      }
      high = (high << 16) | hex(text, begin, stop);
      groups++;
      begin = stop + 1;
    }
    return high << (16 * (IPV6_GROUPS / 2 - groups));
  }

  /** Goes on behind {@code ::}, which stands for as many zeros as are missing. */
  private static long skip(String text, long before, int groups, int at, int end) {
    int behind = at + 1 >= end ? 0 : 1;
    for (int i = at + 1; i < end; i++) {
      behind += text.charAt(i) == ':' ? 1 : 0;
    }
    int missing = IPV6_GROUPS - groups - behind;
    long high = before;
    int known = groups;
    for (int i = 0; i < missing && known < IPV6_GROUPS / 2; i++) {
      high <<= 16;
      known++;
    }
    int begin = at + 1;
    while (known < IPV6_GROUPS / 2) {
      int colon = text.indexOf(':', begin);
      int stop = colon < 0 || colon > end ? end : colon;
      high = (high << 16) | hex(text, begin, stop);
      known++;
      begin = stop + 1;
    }
    return high;
  }

  private static long hex(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = (value << 4) | (Character.digit(text.charAt(i), 16) & 0xF);
    }
    return value & 0xFFFF;
  }
}
