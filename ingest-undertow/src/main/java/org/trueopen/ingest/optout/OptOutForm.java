package org.trueopen.ingest.optout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a POST to the page asks for. */
enum OptOutForm {
  OPT_OUT,
  OPT_IN;

  /** RFC 8058 section 3.2 allows this form as well; parts of it are all text here. */
  private static final Pattern PART =
      Pattern.compile(
          "content-disposition:\\s*form-data;\\s*name=\"?([\\w-]+)\"?[^\\r\\n]*\\r?\\n\\r?\\n([^\\r\\n]*)",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads {@code action=opt-out}, {@code action=opt-in}, the one-click body of RFC 8058, or an
   * empty body, which opts out; empty for anything else.
   */
  static Optional<OptOutForm> read(String mediaType, byte[] body) {
    String text = new String(body, ISO_8859_1);
    if (text.isBlank()) {
      return Optional.of(OPT_OUT);
    }
    return switch (mediaType) {
      case "multipart/form-data" -> readParts(text);
      case "application/x-www-form-urlencoded", "" -> readPairs(text);
      default -> Optional.empty();
    };
  }

  private static Optional<OptOutForm> readPairs(String text) {
    Optional<OptOutForm> found = Optional.empty();
    for (String pair : text.strip().split("&", -1)) {
      String[] both = pair.split("=", 2);
      found = found.or(() -> value(decode(both[0]), both.length < 2 ? "" : decode(both[1])));
    }
    return found;
  }

  private static Optional<OptOutForm> readParts(String text) {
    Optional<OptOutForm> found = Optional.empty();
    Matcher part = PART.matcher(text);
    while (found.isEmpty() && part.find()) {
      found = value(part.group(1), part.group(2).strip());
    }
    return found;
  }

  private static Optional<OptOutForm> value(String name, String value) {
    if (name.equals("action") && value.equals("opt-in")) {
      return Optional.of(OPT_IN);
    }
    boolean out =
        (name.equals("action") && value.equals("opt-out"))
            || (name.equalsIgnoreCase("List-Unsubscribe") && value.equalsIgnoreCase("One-Click"));
    return out ? Optional.of(OPT_OUT) : Optional.empty();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // such as a lone percent sign
    }
  }
}
