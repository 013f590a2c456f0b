package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** One walk over what the parser made of a source: its links, lead image, and trial pixel. */
final class HtmlReading implements NodeVisitor {

  /**
   * Open elements, the deepest are closed beyond. Editors nest tables ten deep, which makes forty;
   * what the parser does for each tag takes longer the more are open.
   */
  private static final int MAX_DEPTH = 256;

  private static final String MARK = "data-track";

  /** What stands inside these is not shown. */
  private static final Set<String> HIDING =
      Set.of("template", "select", "object", "video", "audio", "canvas", "iframe");

  private final String html;
  private final int offset;
  private final boolean partMarkedOff;
  private final LinkRules rules;
  private final HtmlLinks links;
  private boolean anyMarks;
  private Edit.@Nullable Image image;
  private boolean trialSeen;
  private final List<int[]> hidden = new ArrayList<>();

  private HtmlReading(
      String html, int offset, boolean partMarkedOff, LinkRules rules, HtmlLinks links) {
    this.html = html;
    this.offset = offset;
    this.partMarkedOff = partMarkedOff;
    this.rules = rules;
    this.links = links;
  }

  /**
   * @param html the source, without the trial pixel that was perhaps parsed behind it
   */
  static HtmlReading of(Document document, String html, LinkRules rules) {
    HtmlReading result = new HtmlReading(html, 0, false, rules, new HtmlLinks(rules));
    document.traverse(result);
    return result;
  }

  /** Positions in the source are kept for every tag and attribute. */
  static Document parse(String html) {
    return Parser.htmlParser().setTrackPosition(true).setMaxDepth(MAX_DEPTH).parseInput(html, "");
  }

  HtmlLinks links() {
    return links;
  }

  /** The first image that is to carry the open; null for none. */
  Edit.@Nullable Image image() {
    return image;
  }

  /** Whether an image behind the source's end is one to the parser, and shown. */
  boolean trialSeen() {
    return trialSeen;
  }

  /** Whether nothing would be shown at a place in the source. */
  boolean isHidden(int at) {
    return hidden.stream().anyMatch(range -> range[0] < at && at < range[1]);
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof Element element) {
      String name = element.normalName();
      anyMarks |= element.attributesSize() > 0 && element.hasAttr(MARK);
      if (HIDING.contains(name)) {
        hidden.add(new int[] {element.sourceRange().startPos(), element.endSourceRange().endPos()});
      }
      if (HtmlLinks.isLink(name)) {
        links.add(element, html, offset, markedOff(element));
      } else if (name.equals("img")) {
        image(element);
      }
    } else if (node instanceof Comment comment) {
      ConditionalComment.of(comment, html).ifPresent(part -> readPart(comment, part));
    }
  }

  /** The content of a conditional comment; whatever comments begin in there stay comments. */
  private void readPart(Comment comment, ConditionalComment part) {
    String content = html.substring(part.start(), part.end());
    if (offset == 0 && content.toLowerCase(Locale.ROOT).contains("href")) {
      HtmlReading reading =
          new HtmlReading(content, part.start(), markedOff(comment.parent()), rules, links);
      parse(content).traverse(reading);
    }
  }

  private void image(Element element) {
    if (offset > 0) {
      return; // only Outlook would load it
    }
    if (element.sourceRange().startPos() == html.length()) {
      trialSeen = !isHidden(element);
    } else if (image == null && element.attr(MARK).equalsIgnoreCase("open")) {
      image = leadImage(element);
    }
  }

  /**
   * Null if the image is not fit to carry the open. Where the sender offers other sizes ({@code
   * srcset}, {@code picture}), a client would load one of those and the open would be lost.
   */
  private Edit.@Nullable Image leadImage(Element element) {
    Attribute src = element.attribute("src");
    if (src == null
        || element.sourceRange().endPos() > html.length() // ended by the trial only
        || element.hasAttr("srcset")
        || element.closest("picture") != null
        || isHidden(element)
        || !HtmlLinks.isAsWritten(html, src)) {
      return null;
    }
    Range range = src.sourceRange().valueRange();
    String address = LinkRules.trimmed(src.getValue());
    return rules.tracksImage(address)
        ? new Edit.Image(
            range.startPos(), range.endPos(), address, ImageNames.of(element.attr("alt"), address))
        : null;
  }

  private static boolean isHidden(Element element) {
    return element.parents().stream().anyMatch(e -> HIDING.contains(e.normalName()));
  }

  private boolean markedOff(@Nullable Element element) {
    if (anyMarks) {
      for (Element e = element; e != null; e = e.parent()) {
        String mark = e.attributesSize() > 0 ? e.attr(MARK) : "";
        if (mark.equalsIgnoreCase("off") || mark.equalsIgnoreCase("on")) {
          return mark.equalsIgnoreCase("off");
        }
      }
    }
    return partMarkedOff;
  }
}
