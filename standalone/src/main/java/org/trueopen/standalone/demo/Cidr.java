package org.trueopen.standalone.demo;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;

/** An IP network, version 4 or 6, to draw addresses from. */
record Cidr(BigInteger first, int freeBits, int totalBits) {

  /** Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
  static Cidr of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(0, slash).matches("[0-9a-fA-F.:]+")) {
      throw new IllegalArgumentException("expected a network such as 192.0.2.0/24, found " + text);
    }
    var address = number(text.substring(0, slash));
    int total = text.indexOf(':') >= 0 ? 128 : 32;
    int free = total - Integer.parseInt(text.substring(slash + 1));
    return new Cidr(address.shiftRight(free).shiftLeft(free), free, total);
  }

  /** An address inside, neither the network's first nor its last. */
  String pick(RandomGenerator random) {
    // 40 random bits are plenty for any network; they go to the top of the host part so that
    // addresses of one IPv6 network differ in their /48.
    int bits = Math.min(freeBits, 40);
    long host = (random.nextLong() >>> 1) % ((1L << bits) - 2) + 1;
    return text(first.add(BigInteger.valueOf(host).shiftLeft(freeBits - bits)));
  }

  boolean contains(String address) {
    if ((address.indexOf(':') >= 0) != (totalBits == 128)) {
      return false;
    }
    return number(address).shiftRight(freeBits).equals(first.shiftRight(freeBits));
  }

  private String text(BigInteger address) {
    byte[] bytes = new byte[totalBits / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = address.shiftRight(8 * i).byteValue();
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static BigInteger number(String address) {
    try {
      // A literal: no name is looked up.
      return new BigInteger(1, InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address: " + address, e);
    }
  }
}
