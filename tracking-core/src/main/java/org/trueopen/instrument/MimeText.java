package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A body's text and the way back to the very same bytes.
 *
 * @param charset null where no charset gives the bytes back. Then each byte beyond ASCII is a pair
 *     of control characters in the text, which no link that is tracked may contain: the ASCII in
 *     between can be changed, the rest comes out as it went in
 * @param marked whether a byte order mark stands in front, which must stay there
 */
record MimeText(String text, @Nullable Charset charset, boolean marked) {

  private static final String ASCII_SAMPLE =
      " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz"
          + "{|}~\t\r\n";

  /** The first of a pair carries the upper three bits, the second the lower four. */
  private static final char FIRST = '\u0090';

  private static final char SECOND = '\u0080';

  /**
   * Null if the text cannot be told surely enough to put ASCII into it.
   *
   * @param charsetName what the mail says; null if it does not
   */
  static @Nullable MimeText decode(byte[] bytes, @Nullable String charsetName) {
    Charset charset = charsetName == null ? US_ASCII : lookUp(charsetName, bytes);
    if (charset != null) {
      String text = exact(bytes, charset);
      if (text != null) {
        boolean marked = text.startsWith("\ufeff");
        return isPlausible(text, charset)
            ? new MimeText(marked ? text.substring(1) : text, charset, marked)
            : null;
      }
    }
    boolean asciiBased = charset == null ? !isOddByName(charsetName) : isAsciiBased(charset);
    String text = asciiBased ? bytewise(bytes) : null;
    return text != null && isPlausible(text, US_ASCII) ? new MimeText(text, null, false) : null;
  }

  boolean isExact() {
    return charset != null;
  }

  /** A text made from this one by changing ASCII. */
  byte[] encode(String changed) {
    return charset != null
        ? (marked ? "\ufeff" + changed : changed).getBytes(charset)
        : fromBytewise(changed);
  }

  private static @Nullable Charset lookUp(String name, byte[] bytes) {
    try {
      Charset charset = Charset.forName(name);
      if (!charset.canEncode()) {
        return null;
      }
      return charset.name().equals("UTF-16") ? byMark(bytes) : charset;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * So read, the mark is a character of the text and comes out again. Without one, readers differ
   * about the order of the bytes, whatever RFC 2781 section 4.3 says.
   */
  private static @Nullable Charset byMark(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    return switch (mark) {
      case 0xfeff -> UTF_16BE;
      case 0xfffe -> UTF_16LE;
      default -> null;
    };
  }

  private static @Nullable String exact(byte[] bytes, Charset charset) {
    try {
      CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(bytes));
      ByteBuffer again = charset.newEncoder().encode(text.duplicate());
      boolean same =
          Arrays.equals(
              bytes, 0, bytes.length, again.array(), again.arrayOffset(), again.remaining());
      return same ? text.toString() : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /**
   * NUL and ESC are in no honest text: another charset than the stated one is at work, in which
   * ASCII put in would be something else.
   */
  private static boolean isPlausible(String text, Charset charset) {
    if (text.indexOf(0) >= 0) {
      return false;
    }
    return text.indexOf(0x1b) < 0 || charset.name().toUpperCase(Locale.ROOT).contains("2022");
  }

  private static boolean isAsciiBased(Charset charset) {
    return !isOddByName(charset.name())
        && Arrays.equals(ASCII_SAMPLE.getBytes(charset), ASCII_SAMPLE.getBytes(US_ASCII));
  }

  /** In these, bytes of ASCII can mean other characters. */
  private static boolean isOddByName(@Nullable String name) {
    String upper = name == null ? "" : name.toUpperCase(Locale.ROOT);
    return upper.contains("2022")
        || upper.contains("UTF-7")
        || upper.contains("UTF7")
        || upper.contains("UTF-16")
        || upper.contains("UTF-32")
        || upper.contains("UCS-")
        || upper.startsWith("HZ")
        || upper.contains("EBCDIC")
        || upper.contains("5022");
  }

  private static String bytewise(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length + bytes.length / 4);
    for (byte b : bytes) {
      if (b >= 0) {
        text.append((char) b);
      } else {
        text.append((char) (FIRST + (b >> 4 & 7))).append((char) (SECOND + (b & 15)));
      }
    }
    return text.toString();
  }

  private static byte[] fromBytewise(String text) {
    byte[] chars = text.getBytes(ISO_8859_1);
    int length = 0;
    for (int i = 0; i < chars.length; i++) {
      boolean pair = chars[i] < 0 && i + 1 < chars.length;
      chars[length++] = pair ? (byte) (0x80 | (chars[i] & 7) << 4 | (chars[i + 1] & 15)) : chars[i];
      i += pair ? 1 : 0;
    }
    return Arrays.copyOf(chars, length);
  }
}
