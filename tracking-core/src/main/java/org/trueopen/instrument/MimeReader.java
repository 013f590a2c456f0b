package org.trueopen.instrument;

import org.jspecify.annotations.Nullable;

/**
 * Finds where the parts of a mail stand (RFC 2046 section 5.1), in one pass over the source. A mail
 * that readers could take differently is refused.
 */
final class MimeReader {

  /** Real mail nests some five deep. */
  static final int MAX_DEPTH = 32;

  /** More than any mail a person wrote or will read. */
  static final int MAX_PARTS = 10_000;

  private final byte[] source;
  private final MimeBoundaries boundaries = new MimeBoundaries();
  private int pos;
  private int parts;

  private MimeReader(byte[] source) {
    this.source = source;
  }

  static MimePart read(byte[] source) throws MimeUnreadableException {
    return new MimeReader(source).part(null);
  }

  private MimePart part(@Nullable MimePart parent) throws MimeUnreadableException {
    if (++parts > MAX_PARTS) {
      throw new MimeUnreadableException("more than " + MAX_PARTS + " parts");
    }
    MimeHeader header = MimeHeader.scan(source, pos, boundaries);
    if (header.trouble() != null) {
      throw new MimeUnreadableException(header.trouble());
    }
    pos = header.bodyStart();
    MimeType type = MimeType.of(header, parent);
    MimePart part = new MimePart(header, type, parent, boundaries.delimiters());
    if (type.isMultipart()) {
      parts(part);
    } else {
      part.endAt(toDelimiter());
    }
    return part;
  }

  private void parts(MimePart multipart) throws MimeUnreadableException {
    String boundary = multipart.type().param("boundary");
    if (boundary == null) {
      throw new MimeUnreadableException("a multipart names no boundary, or two");
    }
    if (multipart.delimiters().size() >= MAX_DEPTH) {
      throw new MimeUnreadableException("parts nested more than " + MAX_DEPTH + " deep");
    }
    boundaries.enter(boundary);
    int end = toDelimiter();
    while (boundaries.opensPart(source, pos)) {
      pos = MimeLines.next(source, pos, source.length);
      MimePart child = part(multipart);
      multipart.add(child);
      end = child.bodyEnd();
    }
    boolean closed = boundaries.closes(source, pos);
    boundaries.leave();
    if (closed) {
      pos = MimeLines.next(source, pos, source.length);
      end = toDelimiter();
    }
    multipart.endAt(end);
  }

  /** Goes to the next delimiter of any multipart around, or to the end. */
  private int toDelimiter() {
    int from = pos;
    if (boundaries.isEmpty()) {
      pos = source.length;
    }
    while (pos < source.length && !boundaries.isAt(source, pos)) {
      pos = MimeLines.next(source, pos, source.length);
    }
    return pos == source.length ? pos : MimeLines.contentEnd(source, from, pos);
  }
}
