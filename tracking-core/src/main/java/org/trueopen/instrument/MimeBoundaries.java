package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;

/** The boundaries of the multiparts around a place, outermost first. */
final class MimeBoundaries {

  /** RFC 2046 section 5.1.1 allows 70; some write more. */
  private static final int MAX_LENGTH = 200;

  private final List<String> delimiters = new ArrayList<>();

  /** One more multipart within the others. */
  void enter(String boundary) throws MimeUnreadableException {
    if (boundary.isEmpty()
        || boundary.length() > MAX_LENGTH
        || boundary.endsWith(" ")
        || boundary.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new MimeUnreadableException("a multipart's boundary is not usable");
    }
    String delimiter = "--" + boundary;
    for (String outer : delimiters) {
      if (outer.equals(delimiter)
          || outer.equals(delimiter + "--")
          || delimiter.equals(outer + "--")) {
        throw new MimeUnreadableException("a multipart has the boundary of one around it");
      }
    }
    delimiters.add(delimiter);
  }

  boolean isEmpty() {
    return delimiters.isEmpty();
  }

  void leave() {
    delimiters.removeLast();
  }

  /** Whether the line that begins here is a delimiter of any of the multiparts. */
  boolean isAt(byte[] source, int lineStart) {
    if (!startsWith(source, lineStart, "--")) {
      return false;
    }
    for (String delimiter : delimiters) {
      if (isDelimiter(source, lineStart, delimiter)
          || isDelimiter(source, lineStart, delimiter + "--")) {
        return true;
      }
    }
    return false;
  }

  boolean opensPart(byte[] source, int lineStart) {
    return isDelimiter(source, lineStart, delimiters.getLast());
  }

  boolean closes(byte[] source, int lineStart) {
    return isDelimiter(source, lineStart, delimiters.getLast() + "--");
  }

  /** What no line of a part within may begin with. */
  List<String> delimiters() {
    return List.copyOf(delimiters);
  }

  /** Followed by nothing but blanks on its line, as RFC 2046 section 5.1.1 has it. */
  private static boolean isDelimiter(byte[] source, int lineStart, String delimiter) {
    if (!startsWith(source, lineStart, delimiter)) {
      return false;
    }
    int next = MimeLines.next(source, lineStart, source.length);
    int end = MimeLines.contentEnd(source, lineStart, next);
    for (int i = lineStart + delimiter.length(); i < end; i++) {
      if (source[i] != ' ' && source[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  static boolean startsWith(byte[] source, int from, String ascii) {
    if (from + ascii.length() > source.length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (source[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
