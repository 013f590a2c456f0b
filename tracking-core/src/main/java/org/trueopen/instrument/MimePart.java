package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a mail, or the mail itself, as places in the source. */
final class MimePart {

  private final MimeHeader header;
  private final MimeType type;
  private final @Nullable MimePart parent;
  private final List<String> delimiters;
  private final List<MimePart> children = new ArrayList<>();
  private int bodyEnd;

  MimePart(MimeHeader header, MimeType type, @Nullable MimePart parent, List<String> delimiters) {
    this.header = header;
    this.type = type;
    this.parent = parent;
    this.delimiters = delimiters;
  }

  MimeHeader header() {
    return header;
  }

  MimeType type() {
    return type;
  }

  @Nullable MimePart parent() {
    return parent;
  }

  /** The delimiters of the multiparts around it: no line of it may begin with one. */
  List<String> delimiters() {
    return delimiters;
  }

  /** Empty save in a multipart. Parts of an attached mail are none of this one's. */
  List<MimePart> children() {
    return children;
  }

  int bodyStart() {
    return header.bodyStart();
  }

  /** Without the line break in front of a delimiter, which is part of that. */
  int bodyEnd() {
    return bodyEnd;
  }

  void endAt(int end) {
    bodyEnd = end;
  }

  void add(MimePart child) {
    children.add(child);
  }

  /** This part and all within, in the order of the source. */
  Stream<MimePart> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(MimePart::all));
  }
}
