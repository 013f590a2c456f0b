package org.trueopen.instrument;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application writes where its mail should lead to the recipient's opt-out page: {@code
 * {{trueopen_opt_out_url}}}, anywhere in a body. Spaces inside the braces, encoded braces and a
 * scheme in front are what editors make of it, and understood.
 */
final class OptOutPlaceholder {

  /** A mail has one or two; the bound keeps a copy's size near its source's. */
  private static final int MAX_PLACES = 1000;

  private static final String NAME = "trueopen_opt_out_url";
  private static final String BEFORE = "(?:https?://)?(?:\\{\\{|%7b%7b) {0,3}";
  private static final Pattern WHOLE =
      Pattern.compile(BEFORE + NAME + " {0,3}(?:}}|%7d%7d)", Pattern.CASE_INSENSITIVE);
  private static final int MAX_BEFORE = "https://%7b%7b   ".length();
  private static final int MAX_AFTER = "   %7d%7d".length();

  private OptOutPlaceholder() {}

  static void find(String source, List<Edit> edits) {
    find(source, edits, at -> true);
  }

  /** But not where the address would make a tag of what was none: right behind a {@code <}. */
  static void findInHtml(String source, List<Edit> edits) {
    find(source, edits, at -> !source.startsWith("<", at - 1) && !source.startsWith("</", at - 2));
  }

  private static void find(String source, List<Edit> edits, IntPredicate isPlace) {
    int places = 0;
    int from = 0;
    for (int at = source.indexOf(NAME); at >= 0; at = source.indexOf(NAME, at + NAME.length())) {
      Matcher matcher =
          WHOLE
              .matcher(source)
              .region(
                  Math.max(from, at - MAX_BEFORE),
                  Math.min(source.length(), at + NAME.length() + MAX_AFTER));
      if (matcher.find() && places < MAX_PLACES && isPlace.test(matcher.start())) {
        edits.add(new Edit.OptOut(matcher.start(), matcher.end()));
        from = matcher.end();
        places++;
      }
    }
  }
}
