package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** HTML mails to try instrumentation on. */
final class Mails {

  /** A mail and where it came from. */
  record Mail(String name, String html) {
    @Override
    public String toString() {
      return name;
    }
  }

  private Mails() {}

  /** Our own, each as it stands, with other line ends, and with its end cut off. */
  static Stream<Mail> bundled() {
    return Stream.of("newsletter.html", "fragment.html", "odd-markup.html", "receipt-xhtml.html")
        .flatMap(
            name -> {
              String html = resource(name);
              return Stream.of(
                  new Mail(name, html),
                  new Mail(name + ", CRLF", html.replace("\n", "\r\n")),
                  new Mail(name + ", cut off", html.substring(0, html.length() * 2 / 3)));
            });
  }

  /**
   * The templates of a public corpus where a folder {@code shared/corpora} stands beside the
   * project, as they are and with their placeholders filled in; empty where it does not.
   */
  static List<Mail> corpus() {
    Optional<Path> folder = corpusFolder();
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.get())) {
      return files
          .filter(file -> file.endsWith("content.html"))
          .sorted()
          .flatMap(
              file -> {
                String name = folder.get().relativize(file).toString();
                String html = read(file);
                return Stream.of(
                    new Mail(name, html), new Mail(name + ", filled in", filledIn(html)));
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String filledIn(String template) {
    return template
        .replaceAll("\\{\\{\\{?\\s*\\w*_url\\s*}?}}", "https://shop.example/go?a=1&amp;b=2")
        .replaceAll("\\{\\{[^}]*}?}}", "value");
  }

  private static Optional<Path> corpusFolder() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path corpus = folder.resolve("shared/corpora/postmark-templates");
      if (Files.isDirectory(corpus)) {
        return Optional.of(corpus);
      }
    }
    return Optional.empty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(Mails.class.getResourceAsStream("/mails/" + name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
