package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Range;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * An HTML body, parsed once, from which every recipient's copy is made by splicing text. Everything
 * but the links' addresses and the pixel stays byte for byte as the sender wrote it: the parser
 * only finds the places, nothing is serialised again.
 */
public final class HtmlTemplate {

  /** As many as a token can number. */
  private static final int MAX_LINKS = 0x10000;

  /** A place in the source that holds a tracked link's address, without its quotes. */
  private record Place(int start, int end, int link) {}

  private final String source;
  private final List<Place> places;
  private final List<String> links;
  private final int pixelAt;

  private HtmlTemplate(String source, List<Place> places, List<String> links, int pixelAt) {
    this.source = source;
    this.places = places;
    this.links = List.copyOf(links);
    this.pixelAt = pixelAt;
  }

  /**
   * Finds the links to track and the place for the pixel. Any text is HTML, so nothing is refused.
   */
  public static HtmlTemplate parse(String html, LinkRules rules) {
    Document document = Parser.htmlParser().setTrackPosition(true).parseInput(html, "");
    List<Place> places = new ArrayList<>();
    List<String> links = new ArrayList<>();
    for (List<Element> link : linksByPlace(html, document)) {
      if (links.size() < MAX_LINKS && link.stream().allMatch(rules::tracks)) {
        Range range = hrefRange(link.getFirst());
        places.add(new Place(range.startPos(), range.endPos(), links.size()));
        links.add(link.getFirst().attr("href").strip());
      }
    }
    return new HtmlTemplate(html, places, links, pixelPlace(html, document));
  }

  /** The tracked links' addresses, entities decoded once, by link number. */
  public List<String> links() {
    return links;
  }

  /**
   * One recipient's copy.
   *
   * @param pixelUrl the pixel's address; null for none
   * @param linkUrl the address to put in place of a link, by its number; null to leave links alone
   */
  public String render(@Nullable String pixelUrl, @Nullable IntFunction<String> linkUrl) {
    StringBuilder out =
        new StringBuilder(source.length() + (linkUrl == null ? 0 : links.size() * 320) + 256);
    int from = 0;
    boolean pixelDone = pixelUrl == null;
    if (linkUrl != null) {
      for (Place place : places) {
        if (!pixelDone && place.start() >= pixelAt) {
          out.append(source, from, pixelAt).append(pixel(pixelUrl));
          from = pixelAt;
          pixelDone = true;
        }
        out.append(source, from, place.start()).append(linkUrl.apply(place.link()));
        from = place.end();
      }
    }
    if (!pixelDone) {
      out.append(source, from, pixelAt).append(pixel(pixelUrl));
      from = pixelAt;
    }
    return out.append(source, from, source.length()).toString();
  }

  /** No text in alt, so that a blocked pixel shows and says nothing. */
  private static String pixel(@Nullable String url) {
    return "<img src=\""
        + url
        + "\" alt=\"\" width=\"1\" height=\"1\" border=\"0\""
        + " style=\"height:1px!important;width:1px!important;border-width:0!important;margin:0!important;padding:0!important\">";
  }

  /**
   * The links in the order of the source. The parser makes several elements of one tag where a
   * paragraph or table begins inside the link, so a place has one or more.
   */
  private static Collection<List<Element>> linksByPlace(String html, Document document) {
    SortedMap<Integer, List<Element>> result = new TreeMap<>();
    for (Element link : document.select("a[href], area[href]")) {
      Attribute href = link.attribute("href");
      // Inside SVG an attribute in capitals is found by the query, but is another one.
      if (href == null) {
        continue;
      }
      Range range = href.sourceRange().valueRange();
      if (isAsWritten(html, range, href.getValue())) {
        result.computeIfAbsent(range.startPos(), start -> new ArrayList<>()).add(link);
      }
    }
    return result.values();
  }

  private static Range hrefRange(Element link) {
    return Objects.requireNonNull(link.attribute("href")).sourceRange().valueRange();
  }

  /**
   * Whether the source, decoded, is what the parser read. Elsewhere nothing is edited: never guess
   * about a sender's mail.
   */
  private static boolean isAsWritten(String html, Range range, String value) {
    return range.isTracked()
        && range.endPos() <= html.length()
        && Parser.unescapeEntities(html.substring(range.startPos(), range.endPos()), true)
            .equals(value);
  }

  /** In front of the body's end tag, or at the very end where the sender wrote none. */
  private static int pixelPlace(String html, Document document) {
    Range end = document.body().endSourceRange();
    if (end.isTracked() && !end.isImplicit()) {
      return Math.min(end.startPos(), html.length());
    }
    Element root = document.selectFirst("html");
    if (root != null && root.endSourceRange().isTracked() && !root.endSourceRange().isImplicit()) {
      return Math.min(root.endSourceRange().startPos(), html.length());
    }
    return html.length();
  }
}
