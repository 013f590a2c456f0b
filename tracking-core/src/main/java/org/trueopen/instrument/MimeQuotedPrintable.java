package org.trueopen.instrument;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Quoted-printable (RFC 2045 section 6.7). */
final class MimeQuotedPrintable {

  /** 76 with the sign of a soft line break. */
  private static final int MAX_COLUMN = 75;

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private final byte[] content;
  private final byte[] lineBreak;
  private final boolean crlf;
  private final ByteArrayOutputStream out;
  private int column;

  private MimeQuotedPrintable(byte[] content, String lineBreak) {
    this.content = content;
    this.lineBreak = lineBreak.getBytes(StandardCharsets.US_ASCII);
    this.crlf = this.lineBreak.length == 2;
    this.out = new ByteArrayOutputStream(content.length + content.length / 4 + 64);
  }

  /** Takes anything: an equals sign that begins no code stands for itself, as clients show it. */
  static byte[] decode(byte[] source, int from, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
    for (int pos = from; pos < to; ) {
      int next = MimeLines.next(source, pos, to);
      int end = MimeLines.contentEnd(source, pos, next);
      int textEnd = end;
      while (textEnd > pos && isBlank(source[textEnd - 1])) {
        textEnd--;
      }
      boolean soft = textEnd > pos && source[textEnd - 1] == '=';
      decodeLine(source, pos, soft ? textEnd - 1 : textEnd, out);
      if (!soft) {
        out.write(source, end, next - end);
      }
      pos = next;
    }
    return out.toByteArray();
  }

  private static void decodeLine(byte[] source, int from, int to, ByteArrayOutputStream out) {
    for (int i = from; i < to; i++) {
      if (source[i] == '=' && i + 2 < to) {
        int high = Character.digit(source[i + 1], 16);
        int low = Character.digit(source[i + 2], 16);
        if (high >= 0 && low >= 0) {
          out.write(high << 4 | low);
          i += 2;
          continue;
        }
      }
      out.write(source[i]);
    }
  }

  /**
   * Line breaks of the given kind stay such, others are bytes like any. No line of the result
   * begins with two hyphens, so none can be taken for a boundary.
   */
  static byte[] encode(byte[] content, String lineBreak) {
    return new MimeQuotedPrintable(content, lineBreak).encode();
  }

  private byte[] encode() {
    for (int i = 0; i < content.length; ) {
      if (isBreakAt(i)) {
        out.writeBytes(lineBreak);
        column = 0;
        i += lineBreak.length;
      } else {
        writeByteAt(i);
        i++;
      }
    }
    return out.toByteArray();
  }

  private boolean isBreakAt(int i) {
    if (i >= content.length) {
      return false;
    }
    return crlf
        ? content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n'
        : content[i] == '\n' && (i == 0 || content[i - 1] != '\r');
  }

  private void writeByteAt(int i) {
    boolean literal = isLiteralAt(i);
    if (column + (literal ? 1 : 3) > MAX_COLUMN) {
      out.write('=');
      out.writeBytes(lineBreak);
      column = 0;
      literal = isLiteralAt(i);
    }
    if (literal) {
      out.write(content[i]);
      column++;
    } else {
      out.write('=');
      out.write(HEX[content[i] >> 4 & 15]);
      out.write(HEX[content[i] & 15]);
      column += 3;
    }
  }

  private boolean isLiteralAt(int i) {
    byte b = content[i];
    if (isBlank(b)) {
      return i + 1 < content.length && !isBreakAt(i + 1);
    }
    if (b == '-' && column == 0) {
      return i + 1 < content.length && content[i + 1] != '-';
    }
    return b > ' ' && b < 0x7f && b != '=';
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
