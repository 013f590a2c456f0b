package org.trueopen.standalone.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.trueopen.standalone.demo.Newsletter;
import org.trueopen.standalone.demo.Newsletters;

/** Real mails to send: those of the corpora beside the checkout if there are any, and our own. */
final class Mails {

  private static final Pattern TRACKING_URL =
      Pattern.compile("http://localhost:\\d+/[oc]/[A-Za-z0-9_-]+(\\.gif)?");

  private Mails() {}

  /** HTML bodies by a name to show. */
  record Mail(String name, String html) {}

  static List<Mail> all() {
    Stream<Mail> own = Newsletters.load().stream().map(Mails::own);
    Path corpora =
        Path.of(System.getProperty("trueopen.home")).resolveSibling("shared").resolve("corpora");
    if (!Files.isDirectory(corpora)) {
      return own.toList();
    }
    try (Stream<Path> files = Files.walk(corpora)) {
      return Stream.concat(
              own, files.filter(file -> file.endsWith("content.html")).sorted().map(Mails::read))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> trackingUrls(String html) {
    return TRACKING_URL.matcher(html).results().map(java.util.regex.MatchResult::group).toList();
  }

  static String pixel(String html) {
    return trackingUrls(html).stream().filter(url -> url.contains("/o/")).findFirst().orElseThrow();
  }

  static List<String> links(String html) {
    return trackingUrls(html).stream().filter(url -> url.contains("/c/")).toList();
  }

  static boolean isTracked(String html) {
    Matcher matcher = TRACKING_URL.matcher(html);
    return matcher.find();
  }

  private static Mail own(Newsletter newsletter) {
    return new Mail(newsletter.subject(), newsletter.html());
  }

  private static Mail read(Path file) {
    try {
      return new Mail(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
