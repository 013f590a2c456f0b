package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * An HTML body, parsed once, from which every recipient's copy is made by splicing text. Everything
 * but the links' addresses, the lead image's, the opt-out placeholder and the pixels stays as the
 * sender wrote it, character for character: the parser only finds the places, nothing is serialised
 * again. {@link LinkRules} says which links are tracked.
 *
 * <p>An image marked {@code data-track="open"} carries the open in place of the hidden pixel: the
 * first one that leads to http or https and offers no other sizes ({@code srcset}, {@code
 * picture}).
 *
 * <p>Safe for use by many threads.
 */
public final class HtmlTemplate {

  /**
   * Gmail shows the first 102 kB of a body and asks the reader to open the rest, so a pixel behind
   * that is loaded by few. The rest to 102 kB is left for what servers on the way add.
   */
  private static final int CLIPPED_BYTES = 100_000;

  /**
   * What is read of a mail. The parser's time grows with the square of the tags where broken tables
   * nest: 40,000 tags took 4 s, 150,000 over 40 s. A real mail has some thousands. What stands
   * behind so many is left as it is.
   */
  private static final int MAX_TAGS = 50_000;

  /** Parsed behind the source to learn whether a pixel would be one there. */
  private static final String TRIAL = pixel("x");

  private final Splices splices;
  private final List<String> links;
  private final boolean hasImage;
  private final int beginning;
  private final int end;

  private HtmlTemplate(String source, HtmlReading reading, PixelRooms rooms) {
    Edit first = new Edit.PixelRoom(rooms.beginning());
    Edit last = new Edit.PixelRoom(rooms.end());
    List<String> addresses = new ArrayList<>();
    List<Edit> edits = new ArrayList<>(reading.links().tracked(addresses));
    edits.add(first);
    if (!rooms.single()) {
      edits.add(last);
    }
    Edit.Image image = reading.image();
    if (image != null) {
      edits.add(image);
    }
    OptOutPlaceholder.findInHtml(source, edits);
    edits.sort(Edit.IN_ORDER);
    links = List.copyOf(addresses);
    splices = new Splices(source, edits);
    hasImage = image != null;
    beginning = splices.indexOf(first);
    end = splices.indexOf(last);
  }

  /**
   * Finds the links to track and the places for the pixels. Any text is HTML, so nothing is
   * refused.
   */
  public static HtmlTemplate parse(String html, LinkRules rules) {
    int readable = lengthOfFirstTags(html);
    String source = html.substring(0, readable);
    boolean whole = readable == html.length();
    Document document = HtmlReading.parse(whole ? html + TRIAL : source);
    HtmlReading reading = HtmlReading.of(document, source, rules);
    if (whole && !reading.trialSeen() && !PixelRooms.hasExplicitEnd(document, reading, readable)) {
      // Something is still open, a comment perhaps, and the trial has become a part of it.
      document = HtmlReading.parse(source);
      reading = HtmlReading.of(document, source, rules);
    }
    return new HtmlTemplate(html, reading, PixelRooms.of(document, reading, readable));
  }

  /** The tracked links' addresses, entities decoded once, by link number. */
  public List<String> links() {
    return links;
  }

  /**
   * One recipient's copy. The pixel stands at the end; where Gmail would clip it or a parser not
   * see it, at the beginning; with a second, early pixel, both stand where they belong, unless
   * there is one place only, where the early one is left out. A honeypot stands at the end.
   *
   * @param firstLink the number of this body's first link in the mail; links whose number would
   *     exceed 65,535 are left alone
   */
  public String render(RecipientUrls urls, int firstLink) {
    @Nullable String[] replacements = splices.replacements(urls, firstLink);
    String early = urls.earlyPixel();
    if (early != null && (beginning != end || hasImage)) {
      replacements[beginning] = pixel(early);
    }
    String pixel = urls.pixel();
    if (pixel != null && !hasImage) {
      boolean clipped = splices.bytes(replacements) > CLIPPED_BYTES;
      replacements[early == null && clipped ? beginning : end] = pixel(pixel);
    }
    String honeypot = links.isEmpty() ? null : urls.honeypot();
    if (honeypot != null) {
      String room = replacements[end];
      replacements[end] = honeypot(honeypot) + (room == null ? "" : room);
    }
    return splices.join(replacements);
  }

  /**
   * Empty, so that there is nothing to see or to click, and no style that hides anything, which
   * filters count against a mail. Neither the keyboard nor a screen reader comes to it.
   */
  private static String honeypot(String url) {
    return "<a href=\"" + url + "\" tabindex=\"-1\" aria-hidden=\"true\"></a>";
  }

  /** No text in alt, so that a blocked pixel shows and says nothing. */
  private static String pixel(String url) {
    return "<img src=\""
        + url
        + "\" alt=\"\" width=\"1\" height=\"1\" border=\"0\""
        + " style=\"height:1px!important;width:1px!important;border-width:0!important;margin:0!important;padding:0!important\">";
  }

  private static int lengthOfFirstTags(String html) {
    int at = -1;
    for (int tags = 0; tags <= MAX_TAGS; tags++) {
      at = html.indexOf('<', at + 1);
      if (at < 0) {
        return html.length();
      }
    }
    return at;
  }
}
