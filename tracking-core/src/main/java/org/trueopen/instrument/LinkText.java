package org.trueopen.instrument;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** What a link says to its reader: its text and the alternative text of its images. */
final class LinkText implements NodeFilter {

  /**
   * More is no link's text but a mail inside a link. With links inside links, reading all of it
   * would take a time that grows with the square of the mail's length.
   */
  private static final int MAX_CHARS = 1000;

  private static final int MAX_NODES = 1000;

  private final StringBuilder text = new StringBuilder();
  private int nodes;

  private LinkText() {}

  static String of(Element link) {
    LinkText result = new LinkText();
    link.filter(result);
    return result.text.toString();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode textNode) {
      append(textNode.getWholeText());
    } else if (node instanceof Element element) {
      separate(element);
      if (element.normalName().equals("img")) {
        append(" ");
        append(element.attr("alt"));
        append(" ");
      }
    }
    return ++nodes < MAX_NODES && text.length() < MAX_CHARS
        ? FilterResult.CONTINUE
        : FilterResult.STOP;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      separate(element);
    }
    return FilterResult.CONTINUE;
  }

  /** Words of two paragraphs are two words. */
  private void separate(Element element) {
    if (element.isBlock() || element.normalName().equals("br")) {
      text.append(' ');
    }
  }

  private void append(String part) {
    text.append(part, 0, Math.min(part.length(), MAX_CHARS));
  }
}
