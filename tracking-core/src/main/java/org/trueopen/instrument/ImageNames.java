package org.trueopen.instrument;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names for images that tell a reader what they would load: "chart-of-climate-change-impact.png".
 */
final class ImageNames {

  /** So long a name says enough, and leaves the address room. */
  private static final int MAX_CHARS = 80;

  private static final int MAX_ALT_CHARS = 500;

  private static final Pattern EXTENSION = Pattern.compile("\\.([a-z][a-z0-9]{1,4})$");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern OUTER_HYPHENS = Pattern.compile("^-|-$");

  private ImageNames() {}

  /**
   * From the alternative text, or else from the file's name; of a-z, 0-9, dots and hyphens.
   *
   * @param address where the image is
   */
  static String of(String alt, String address) {
    String file = fileName(address).toLowerCase(Locale.ROOT);
    Matcher matcher = EXTENSION.matcher(file);
    String extension = matcher.find() ? matcher.group() : "";
    String stem = file.substring(0, file.length() - extension.length());
    String start = alt.substring(0, Math.min(alt.length(), MAX_ALT_CHARS));
    String name = folded(withoutEnd(start.toLowerCase(Locale.ROOT).strip(), extension));
    if (name.isEmpty()) {
      name = folded(stem);
    }
    return cut(name.isEmpty() ? "image" : name, MAX_CHARS - extension.length()) + extension;
  }

  private static String fileName(String address) {
    String path = address.split("[?#]", 2)[0];
    int slash = path.lastIndexOf('/');
    // Of "https://host" there is none, and "host" is no name of a file.
    return slash < "https://".length() ? "" : path.substring(slash + 1);
  }

  private static String folded(String text) {
    String letters =
        MARKS
            .matcher(Normalizer.normalize(text.replace("\u00df", "ss"), Normalizer.Form.NFKD))
            .replaceAll("");
    return OUTER_HYPHENS.matcher(OTHERS.matcher(letters).replaceAll("-")).replaceAll("");
  }

  private static String withoutEnd(String text, String end) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  /** At a word's end where there is one in the second half. */
  private static String cut(String name, int maxChars) {
    if (name.length() <= maxChars) {
      return name;
    }
    int hyphen = name.lastIndexOf('-', maxChars);
    return name.substring(0, hyphen > maxChars / 2 ? hyphen : maxChars);
  }
}
