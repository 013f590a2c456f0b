package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;

/** Gathers a body's links as the parser comes by, and picks those to track. */
final class HtmlLinks {

  /**
   * @param start where the address stands in the source
   * @param wanted whether the rules, but for unsubscribing texts, let it be tracked
   * @param unsubscribes whether its text says so
   */
  private record Found(int start, int end, String address, boolean wanted, boolean unsubscribes) {}

  private final LinkRules rules;
  private final List<Found> found = new ArrayList<>();

  HtmlLinks(LinkRules rules) {
    this.rules = rules;
  }

  /**
   * Takes an element's link, if it has one.
   *
   * @param html what was parsed, a part of the source
   * @param offset where that begins in the source
   * @param markedOff whether {@code data-track} says to leave it
   */
  void add(Element element, String html, int offset, boolean markedOff) {
    Attribute href = element.attribute("href");
    if (href == null || !isAsWritten(html, href)) {
      return;
    }
    Range range = href.sourceRange().valueRange();
    String address = LinkRules.trimmed(href.getValue());
    boolean wanted = !markedOff && rules.tracks(address);
    found.add(
        new Found(
            offset + range.startPos(),
            offset + range.endPos(),
            address,
            wanted,
            wanted && LinkRules.unsubscribes(LinkText.of(element))));
  }

  static boolean isLink(String elementName) {
    return elementName.equals("a") || elementName.equals("area") || elementName.startsWith("v:");
  }

  /** The links to track, numbered as they stand in the source. */
  List<Edit.Link> tracked(List<String> addresses) {
    Set<String> unsubscribing = new HashSet<>();
    found.stream().filter(Found::unsubscribes).map(Found::address).forEach(unsubscribing::add);
    found.sort(Comparator.comparingInt(Found::start));
    List<Edit.Link> result = new ArrayList<>();
    int at = 0;
    while (at < found.size() && result.size() < LinkRules.MAX_LINKS) {
      Found link = found.get(at);
      // The parser makes several elements of one tag where a paragraph or table begins inside the
      // link, so a place has one or more.
      boolean wanted = true;
      for (; at < found.size() && found.get(at).start() == link.start(); at++) {
        wanted &= found.get(at).wanted();
      }
      if (wanted && !unsubscribing.contains(link.address())) {
        result.add(new Edit.Link(link.start(), link.end(), result.size()));
        addresses.add(link.address());
      }
    }
    return result;
  }

  /**
   * Whether the source, decoded, is what the parser read. Elsewhere nothing is edited: never guess
   * about a sender's mail.
   */
  static boolean isAsWritten(String html, Attribute attribute) {
    Range range = attribute.sourceRange().valueRange();
    if (!range.isTracked() || range.endPos() > html.length()) {
      return false;
    }
    String source = html.substring(range.startPos(), range.endPos());
    return (source.indexOf('&') < 0 ? source : Parser.unescapeEntities(source, true))
        .equals(attribute.getValue());
  }
}
