package org.trueopen.benchmarks.world;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses.
 *
 * @param first its first address, as 4 or 16 bytes
 * @param length of its prefix
 */
public record Block(BigInteger first, int bits, int length) {

  /**
   * @param text such as {@code 198.18.0.0/15}; without a length it is a single address
   */
  public static Block of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress(); // literal: no look-up
      int bits = 8 * bytes.length;
      int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      return new Block(new BigInteger(1, bytes), bits, length);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** As in {@code 198.18.0.0/15}. */
  public String cidr() {
    return text(first) + '/' + length;
  }

  /** Any of its addresses. */
  public String address(Draws draws) {
    return text(first.or(low(draws, bits - length)));
  }

  /** Any part of it that is as long. */
  public Block part(Draws draws, int partLength) {
    BigInteger number = low(draws, Math.max(0, partLength - length));
    return new Block(first.or(number.shiftLeft(bits - partLength)), bits, partLength);
  }

  private static BigInteger low(Draws draws, int count) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < count; i += 32) {
      value = value.shiftLeft(32).or(BigInteger.valueOf(draws.bits() & 0xFFFF_FFFFL));
    }
    return value.mod(BigInteger.ONE.shiftLeft(count));
  }

  private String text(BigInteger address) {
    byte[] bytes = new byte[bits / 8];
    byte[] number = address.toByteArray();
    for (int i = 0; i < Math.min(bytes.length, number.length); i++) {
      bytes[bytes.length - 1 - i] = number[number.length - 1 - i];
    }
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
