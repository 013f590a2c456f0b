package org.trueopen.instrument;

/** Counts bytes of UTF-8 (RFC 3629) without making them. */
final class Utf8 {

  private Utf8() {}

  /** The length of a part of a text in bytes; half of a surrogate pair counts as three. */
  static int length(String text, int from, int to) {
    int result = to - from;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        result += c < 0x800 || isPair(text, i, to) || (i > from && isPair(text, i - 1, to)) ? 1 : 2;
      }
    }
    return result;
  }

  /** Whether a text has no half of a surrogate pair, which UTF-8 cannot carry. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i, text.length())) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text has one of the control characters of Unicode, C0 or C1. */
  static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPair(String text, int at, int to) {
    return at >= 0
        && at + 1 < to
        && Character.isHighSurrogate(text.charAt(at))
        && Character.isLowSurrogate(text.charAt(at + 1));
  }
}
