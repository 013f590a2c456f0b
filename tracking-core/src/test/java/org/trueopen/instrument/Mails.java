package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
    return Stream.of(
            "newsletter.html",
            "fragment.html",
            "odd-markup.html",
            "receipt-xhtml.html",
            "outlook-buttons.html",
            "template-languages.html",
            "quoting.html",
            "lead-image.html")
        .flatMap(
            name -> {
              String html = resource(name);
              return Stream.of(
                  new Mail(name, html),
                  new Mail(name + ", CRLF", html.replace("\n", "\r\n")),
                  new Mail(name + ", cut off", html.substring(0, html.length() * 2 / 3)));
            });
  }

  /** Postmark's templates, as they are and with their placeholders filled in. */
  static List<Mail> corpus() {
    try (Stream<Path> files = Files.list(folder("/mails/postmark"))) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .sorted()
          .flatMap(
              file -> {
                String name = Objects.requireNonNull(file.getFileName()).toString();
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

  private static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Mails.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
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
