package org.trueopen.instrument;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a part's bytes are written in the mail (RFC 2045 section 6). */
enum MimeEncoding {
  /** 7bit, 8bit and binary: as they are. */
  IDENTITY,
  QUOTED_PRINTABLE,
  BASE64;

  static final String FIELD = "Content-Transfer-Encoding";

  /** Null if it is another one, or two that differ. */
  static @Nullable MimeEncoding of(MimeHeader header) {
    Set<String> names = new HashSet<>();
    for (MimeField field : header.all(FIELD)) {
      names.add(field.value(header.source(), 1000).toLowerCase(Locale.ROOT));
    }
    if (names.isEmpty()) {
      return IDENTITY;
    }
    if (names.size() > 1) {
      return null;
    }
    return switch (names.iterator().next()) {
      case "7bit", "8bit", "binary" -> IDENTITY;
      // So written, and so understood. Of the others, "base64;" is base64 for some readers only.
      case "", "7-bit", "8-bit", "7bits", "8bits", "7bit;", "8bit;" -> IDENTITY;
      case "quoted-printable" -> QUOTED_PRINTABLE;
      case "base64" -> BASE64;
      default -> null;
    };
  }

  /** Null where readers would differ about what it says. */
  byte @Nullable [] decode(byte[] source, int from, int to) {
    return switch (this) {
      case IDENTITY -> Arrays.copyOfRange(source, from, to);
      case QUOTED_PRINTABLE -> MimeQuotedPrintable.decode(source, from, to);
      case BASE64 -> decodeBase64(source, from, to);
    };
  }

  /**
   * The other way.
   *
   * @param lineBreak how lines end in the part as written
   */
  byte[] encode(byte[] content, String lineBreak) {
    return switch (this) {
      case IDENTITY -> content;
      case QUOTED_PRINTABLE -> MimeQuotedPrintable.encode(content, lineBreak);
      case BASE64 ->
          Base64.getMimeEncoder(76, lineBreak.getBytes(StandardCharsets.US_ASCII)).encode(content);
    };
  }

  /**
   * Blanks and line breaks may stand anywhere, padding only at the end, where it may be missing.
   * What a mailing list wrote below, or a second run of base64, is nothing to guess about.
   */
  private static byte @Nullable [] decodeBase64(byte[] source, int from, int to) {
    byte[] digits = new byte[to - from];
    int count = 0;
    int padding = 0;
    for (int i = from; i < to; i++) {
      byte b = source[i];
      if (b == '=') {
        padding++;
      } else if (isBase64Digit(b) && padding == 0) {
        digits[count++] = b;
      } else if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return null;
      }
    }
    boolean fits = count % 4 != 1 && (padding == 0 || (padding < 3 && (count + padding) % 4 == 0));
    return fits ? Base64.getDecoder().decode(Arrays.copyOf(digits, count)) : null;
  }

  private static boolean isBase64Digit(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/';
  }
}
