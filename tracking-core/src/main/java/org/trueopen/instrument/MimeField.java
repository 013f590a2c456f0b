package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * A header field's place in the source.
 *
 * @param end where the next field begins: after the line break, folded lines included
 */
record MimeField(int start, int colon, int end) {

  boolean isNamed(byte[] source, String name) {
    return nameLength(source) == name.length() && startsWith(source, name);
  }

  boolean startsWith(byte[] source, String prefix) {
    if (start + prefix.length() > colon) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (lowerCase(source[start + i]) != lowerCase((byte) prefix.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  String name(byte[] source) {
    return new String(source, start, nameLength(source), ISO_8859_1);
  }

  /**
   * The value on one line, not decoded.
   *
   * @param maxBytes as many are read, so that nobody has to bear with a field of a megabyte
   */
  String value(byte[] source, int maxBytes) {
    int from = colon + 1;
    int length = Math.min(end - from, maxBytes);
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(source, from, length)).toString();
    } catch (CharacterCodingException e) {
      text = new String(source, from, length, ISO_8859_1);
    }
    return text.replace("\r", "").replace("\n", "").strip();
  }

  /** Some write a space in front of the colon, as was allowed once (RFC 5322 section 4.5.8). */
  private int nameLength(byte[] source) {
    int nameEnd = colon;
    while (nameEnd > start && (source[nameEnd - 1] == ' ' || source[nameEnd - 1] == '\t')) {
      nameEnd--;
    }
    return nameEnd - start;
  }

  private static int lowerCase(byte b) {
    return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }
}
