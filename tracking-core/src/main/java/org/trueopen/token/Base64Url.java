package org.trueopen.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Reads base64url without padding (RFC 4648 section 5) at the same cost whether the text is good or
 * not: every character is looked at, and what is wrong is told at the end. The JDK's decoder throws
 * at the first bad character, which a stranger could measure.
 */
final class Base64Url {

  private static final int SIX_BITS = 63;
  private static final int ASCII = 127;
  private static final byte NO_DIGIT = -1;
  private static final byte[] VALUES = values();

  private Base64Url() {}

  /** How many bytes so many characters stand for. */
  static int bytes(int chars) {
    return chars * 3 / 4;
  }

  /**
   * Writes the bytes that the text's beginning stands for; bytes without meaning if it is no good.
   *
   * @param chars how many characters to read
   * @param into at least {@link #bytes} long
   * @return 0 if the characters are what an encoder writes: digits only, no lone one at the end and
   *     no bits beyond the last byte. Anything else otherwise
   */
  static int read(String text, int chars, byte[] into) {
    int seen = 0;
    int at = 0;
    int i = 0;
    for (; i <= chars - 4; i += 4) {
      int first = value(text.charAt(i));
      int second = value(text.charAt(i + 1));
      int third = value(text.charAt(i + 2));
      int fourth = value(text.charAt(i + 3));
      int group = first << 18 | second << 12 | third << 6 | fourth;
      seen |= first | second | third | fourth;
      into[at++] = (byte) (group >> 16);
      into[at++] = (byte) (group >> 8);
      into[at++] = (byte) group;
    }
    return (seen & ~SIX_BITS) | readRest(text, i, chars, into, at);
  }

  private static int readRest(String text, int from, int chars, byte[] into, int at) {
    int rest = chars - from;
    if (rest < 2) {
      return rest;
    }
    int first = value(text.charAt(from));
    int second = value(text.charAt(from + 1));
    into[at] = (byte) (first << 2 | second >> 4);
    if (rest == 2) {
      return ((first | second) & ~SIX_BITS) | (second & 0b1111);
    }
    int third = value(text.charAt(from + 2));
    into[at + 1] = (byte) (second << 4 | third >> 2);
    return ((first | second | third) & ~SIX_BITS) | (third & 0b11);
  }

  /** 0 to 63 for a digit; something with other bits set for anything else. */
  private static int value(char c) {
    return VALUES[c & ASCII] | (c & ~ASCII);
  }

  private static byte[] values() {
    byte[] values = new byte[ASCII + 1];
    Arrays.fill(values, NO_DIGIT);
    byte[] digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(US_ASCII);
    for (int i = 0; i < digits.length; i++) {
      values[digits[i]] = (byte) i;
    }
    return values;
  }
}
