package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A body of the mail that can be changed: its text, and how to write a changed one. */
final class MimeBody {

  /** RFC 5322 section 2.1.1, without the line break. */
  private static final int MAX_LINE_BYTES = 998;

  /** A changed body as it is to stand in the mail. */
  static final class Written {
    private final byte[] bytes;
    private final boolean reencoded;

    private Written(byte[] bytes, boolean reencoded) {
      this.bytes = bytes;
      this.reencoded = reencoded;
    }

    byte[] bytes() {
      return bytes;
    }

    /** Whether it had to be made quoted-printable. */
    boolean reencoded() {
      return reencoded;
    }
  }

  private final MimePart part;
  private final MimeEncoding encoding;
  private final MimeText text;
  private final String lineBreak;

  private MimeBody(MimePart part, MimeEncoding encoding, MimeText text, String lineBreak) {
    this.part = part;
    this.encoding = encoding;
    this.text = text;
    this.lineBreak = lineBreak;
  }

  /** Null if it cannot be read, or changed, surely. */
  static @Nullable MimeBody read(MimePart part) {
    byte[] source = part.header().source();
    MimeEncoding encoding = MimeEncoding.of(part.header());
    byte[] content =
        encoding == null ? null : encoding.decode(source, part.bodyStart(), part.bodyEnd());
    if (encoding == null || content == null) {
      return null;
    }
    MimeText text = MimeText.decode(content, part.type().param("charset"));
    if (text == null || (encoding != MimeEncoding.BASE64 && isWide(text))) {
      return null;
    }
    String lineBreak =
        MimeLines.breakIn(source, part.bodyStart(), part.bodyEnd(), part.header().lineBreak());
    return new MimeBody(part, encoding, text, lineBreak);
  }

  MimePart part() {
    return part;
  }

  boolean isHtml() {
    return MimeBodies.isHtml(part);
  }

  String text() {
    return text.text();
  }

  /**
   * Whether links can be told. In plain text not among bytes of unknown meaning, which may belong
   * to the address; nor where a line break may stand in its middle (RFC 3676 section 4.1).
   */
  boolean hasSureLinks() {
    boolean joined = "yes".equalsIgnoreCase(part.type().param("delsp"));
    return isHtml() || (text.isExact() && !joined);
  }

  /** The body with another text, in the part's own encoding if that can hold it. */
  Written write(String changed) {
    byte[] content = text.encode(changed);
    boolean reencoded =
        encoding == MimeEncoding.IDENTITY
            && (MimeLines.longest(content) > MAX_LINE_BYTES || looksLikeBoundary(content));
    MimeEncoding used = reencoded ? MimeEncoding.QUOTED_PRINTABLE : encoding;
    byte[] written = used.encode(content, lineBreak);
    return new Written(used == MimeEncoding.BASE64 ? withLastBreak(written) : written, reencoded);
  }

  /** So that a base64 body ends as it did. */
  private byte[] withLastBreak(byte[] written) {
    byte[] source = part.header().source();
    if (part.bodyEnd() == part.bodyStart() || source[part.bodyEnd() - 1] != '\n') {
      return written;
    }
    byte[] end = lineBreak.getBytes(US_ASCII);
    byte[] result = Arrays.copyOf(written, written.length + end.length);
    System.arraycopy(end, 0, result, written.length, end.length);
    return result;
  }

  private boolean looksLikeBoundary(byte[] content) {
    List<String> delimiters = part.delimiters();
    for (int from = 0; from < content.length && !delimiters.isEmpty(); ) {
      int line = from;
      if (delimiters.stream().anyMatch(d -> MimeBoundaries.startsWith(content, line, d))) {
        return true;
      }
      from = MimeLines.next(content, from, content.length);
    }
    return false;
  }

  /** Two or four bytes a character, of which CR and LF may be halves: not to be cut into lines. */
  private static boolean isWide(MimeText text) {
    return text.isExact() && "\n".getBytes(Objects.requireNonNull(text.charset())).length > 1;
  }
}
