package org.trueopen.instrument;

/** Lines of a mail, ended by CRLF or by LF alone. */
final class MimeLines {

  private MimeLines() {}

  /** Where the next line begins, or the end of the bytes. */
  static int next(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return to;
  }

  /** The line that ends at {@code next}, without its line break. */
  static int contentEnd(byte[] bytes, int from, int next) {
    int end = next;
    if (end > from && bytes[end - 1] == '\n') {
      end--;
      if (end > from && bytes[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  /** CRLF if any line ends so, LF if all lines end with it alone, or the other where none ends. */
  static String breakIn(byte[] bytes, int from, int to, String otherwise) {
    boolean any = false;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        any = true;
        if (i > from && bytes[i - 1] == '\r') {
          return "\r\n";
        }
      }
    }
    return any ? "\n" : otherwise;
  }

  static int longest(byte[] bytes) {
    int longest = 0;
    for (int from = 0; from < bytes.length; ) {
      int next = next(bytes, from, bytes.length);
      longest = Math.max(longest, contentEnd(bytes, from, next) - from);
      from = next;
    }
    return longest;
  }
}
