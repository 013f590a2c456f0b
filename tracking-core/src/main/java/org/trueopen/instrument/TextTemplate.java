package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;

/**
 * A plain text body, read once, from which every recipient's copy is made by splicing. Everything
 * but the links' addresses and the opt-out placeholder stays as the sender wrote it, line breaks
 * and trailing spaces too, so {@code format=flowed} (RFC 3676) keeps its meaning. {@link LinkRules}
 * says which links are tracked.
 *
 * <p>An address that a line break may have cut in two is left alone: one in angle brackets that do
 * not close on its line, and one in front of a soft line break, which readers of {@code DelSp=yes}
 * join with the next line.
 *
 * <p>Safe for use by many threads.
 */
public final class TextTemplate {

  private static final LinkExtractor URLS =
      LinkExtractor.builder().linkTypes(EnumSet.of(LinkType.URL)).build();

  /** How far around a link words for unsubscribing count; a line may be a whole paragraph. */
  private static final int CONTEXT_CHARS = 200;

  private static final Pattern SOFT_BREAK = Pattern.compile(" \\r?\\n\\S");

  private final Splices splices;
  private final List<String> links;

  private TextTemplate(String source, List<Edit> edits, List<String> links) {
    this.splices = new Splices(source, edits);
    this.links = List.copyOf(links);
  }

  /** Finds the links to track. Nothing is refused. */
  public static TextTemplate parse(String text, LinkRules rules) {
    List<Edit> edits = new ArrayList<>();
    List<String> links = new ArrayList<>();
    for (LinkSpan span : URLS.extractLinks(text)) {
      int start = span.getBeginIndex();
      int end = span.getEndIndex();
      String url = text.substring(start, end);
      if (links.size() < LinkRules.MAX_LINKS
          && rules.tracks(url)
          && !isPerhapsCut(text, start, end)
          && !LinkRules.holdsPlaceholder(word(text, start, end))
          && !LinkRules.unsubscribes(context(text, start, end))) {
        edits.add(new Edit.Link(start, end, links.size()));
        links.add(url);
      }
    }
    OptOutPlaceholder.find(text, edits);
    edits.sort(Edit.IN_ORDER);
    return new TextTemplate(text, edits, links);
  }

  /** The tracked links' addresses, by link number. */
  public List<String> links() {
    return links;
  }

  /**
   * One recipient's copy.
   *
   * @param firstLink the number of this body's first link in the mail; links whose number would
   *     exceed 65,535 are left alone
   */
  public String render(RecipientUrls urls, int firstLink) {
    return splices.join(splices.replacements(urls, firstLink));
  }

  private static boolean isPerhapsCut(String text, int start, int end) {
    if (SOFT_BREAK.matcher(text).region(end, text.length()).lookingAt()) {
      return true;
    }
    return start > 0 && text.charAt(start - 1) == '<' && !text.startsWith(">", end);
  }

  /** The link with what touches it, since a placeholder behind it belongs to it. */
  private static String word(String text, int start, int end) {
    int from = Math.max(0, start - CONTEXT_CHARS);
    int to = Math.min(text.length(), end + CONTEXT_CHARS);
    int wordStart = start;
    while (wordStart > from && !Character.isWhitespace(text.charAt(wordStart - 1))) {
      wordStart--;
    }
    int wordEnd = end;
    while (wordEnd < to && !Character.isWhitespace(text.charAt(wordEnd))) {
      wordEnd++;
    }
    return text.substring(wordStart, wordEnd);
  }

  private static String context(String text, int start, int end) {
    int from = Math.max(0, start - CONTEXT_CHARS);
    int to = Math.min(text.length(), end + CONTEXT_CHARS);
    int lineStart = start;
    while (lineStart > from && text.charAt(lineStart - 1) != '\n') {
      lineStart--;
    }
    int lineEnd = end;
    while (lineEnd < to && text.charAt(lineEnd) != '\n') {
      lineEnd++;
    }
    return text.substring(lineStart, lineEnd);
  }
}
