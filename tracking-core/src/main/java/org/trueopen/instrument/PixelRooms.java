package org.trueopen.instrument;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;

/**
 * Where pixels can stand.
 *
 * @param beginning directly behind the body's start tag, or in front of what begins a body without
 *     one
 * @param end in front of the body's end tag, or at the source's end where the sender wrote none;
 *     the same as the beginning if a pixel at the end would not be seen
 */
record PixelRooms(int beginning, int end) {

  static PixelRooms of(Document document, HtmlReading reading, int length) {
    int beginning = beginning(document, length);
    int end = explicitEnd(document, reading, length);
    if (end < 0) {
      end = reading.trialSeen() ? length : beginning;
    }
    return new PixelRooms(Math.min(beginning, end), end);
  }

  static boolean hasExplicitEnd(Document document, HtmlReading reading, int length) {
    return explicitEnd(document, reading, length) >= 0;
  }

  /** Whether there is one place only. */
  boolean single() {
    return beginning == end;
  }

  private static int beginning(Document document, int length) {
    Range start = document.body().sourceRange();
    return start.isTracked() ? Math.min(start.endPos(), length) : length;
  }

  /** Negative where the sender wrote no end tag, neither of the body nor of the whole. */
  private static int explicitEnd(Document document, HtmlReading reading, int length) {
    int end = explicitEnd(document.body(), length);
    Element root = document.selectFirst("html");
    if (end < 0 && root != null) {
      end = explicitEnd(root, length);
    }
    return end >= 0 && reading.isHidden(end) ? -1 : end;
  }

  private static int explicitEnd(Element element, int length) {
    Range end = element.endSourceRange();
    return end.isTracked() && !end.isImplicit() && end.startPos() < length ? end.startPos() : -1;
  }
}
