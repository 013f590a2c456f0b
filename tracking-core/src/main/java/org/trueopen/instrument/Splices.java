package org.trueopen.instrument;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source text and the places where copies differ; everything between them stays as it is. */
final class Splices {

  private final String source;
  private final List<Edit> edits;
  private final int[] replacedBytes;
  private final long sourceBytes;

  /**
   * @param edits in the order of the source
   */
  Splices(String source, List<Edit> edits) {
    this.source = source;
    this.edits = List.copyOf(edits);
    this.replacedBytes =
        edits.stream().mapToInt(e -> Utf8.length(source, e.start(), e.end())).toArray();
    this.sourceBytes = Utf8.length(source, 0, source.length());
  }

  /** The place of an edit among the others. */
  int indexOf(Edit edit) {
    return edits.indexOf(edit);
  }

  /** What stands in each place; null where the source is kept, and in the room for pixels. */
  @Nullable String[] replacements(RecipientUrls urls, int firstLink) {
    @Nullable String[] result = new String[edits.size()];
    boolean images = urls.pixel() != null;
    boolean links = true;
    String optOut = null;
    for (int i = 0; i < result.length; i++) {
      switch (edits.get(i)) {
        case Edit.Link(int start, int end, int number) -> {
          int inMail = firstLink + number;
          result[i] = links && inMail < LinkRules.MAX_LINKS ? urls.link(inMail) : null;
          links = result[i] != null;
        }
        case Edit.Image(int start, int end, String destination, String name) ->
            result[i] = images ? urls.image(destination, name) : null;
        case Edit.OptOut place -> {
          optOut = optOut == null ? urls.optOut() : optOut;
          result[i] = optOut;
        }
        case Edit.PixelRoom room -> {}
      }
    }
    return result;
  }

  /** How long a copy is, in bytes of UTF-8. */
  long bytes(@Nullable String[] replacements) {
    long result = sourceBytes;
    for (int i = 0; i < replacements.length; i++) {
      String replacement = replacements[i];
      if (replacement != null) {
        result += Utf8.length(replacement, 0, replacement.length()) - replacedBytes[i];
      }
    }
    return result;
  }

  /** The copy with these replacements. */
  String join(@Nullable String[] replacements) {
    long length = source.length();
    for (String replacement : replacements) {
      length += replacement == null ? 0 : replacement.length();
    }
    StringBuilder out = new StringBuilder(Math.toIntExact(length));
    int from = 0;
    for (int i = 0; i < replacements.length; i++) {
      String replacement = replacements[i];
      if (replacement != null) {
        out.append(source, from, edits.get(i).start()).append(replacement);
        from = edits.get(i).end();
      }
    }
    return out.append(source, from, source.length()).toString();
  }
}
