package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mails to try, and copies made of them. */
final class MimeMails {

  static final LinkRules RULES = new LinkRules(Set.of("excluded.example"), Set.of());

  static final List<String> FIXTURES =
      List.of(
          "alternative",
          "bounce-report",
          "dkim",
          "flowed",
          "japanese",
          "latin1-8bit",
          "list-footer-after-base64",
          "mislabelled-latin1",
          "nested",
          "no-mime",
          "pgp-encrypted",
          "pgp-inline",
          "placeholder",
          "single-8bit",
          "single-base64",
          "single-qp",
          "smime-enveloped",
          "smime-opaque",
          "smime-signed",
          "unclosed",
          "utf16-base64");

  /** Addresses that are easy to see. */
  record Urls(boolean opens, boolean clicks, String linkEnd) implements RecipientUrls {

    static final Urls ALL = new Urls(true, true, "");
    static final Urls NONE = new Urls(false, false, "");

    @Override
    public @Nullable String pixel() {
      return opens ? "https://t.example/o/PIXEL.gif" : null;
    }

    @Override
    public @Nullable String earlyPixel() {
      return null;
    }

    @Override
    public String image(String destination, String name) {
      return "https://t.example/i/IMAGE/" + name;
    }

    @Override
    public @Nullable String link(int number) {
      return clicks ? "https://t.example/c/LINK-" + number + "-" + linkEnd : null;
    }

    @Override
    public String optOut() {
      return "https://t.example/opt-out/OUT";
    }
  }

  private MimeMails() {}

  /** As it stands in the file: lines end with LF. */
  static byte[] fixture(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            MimeMails.class.getResourceAsStream("/mime/" + name + ".eml"), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As mail goes over the wire. */
  static byte[] crlf(byte[] mail) {
    return bytes(text(mail).replace("\r\n", "\n").replace("\n", "\r\n"));
  }

  /** Each byte one character. */
  static String text(byte[] mail) {
    return new String(mail, ISO_8859_1);
  }

  static byte[] bytes(String mail) {
    return mail.getBytes(ISO_8859_1);
  }

  /** A copy with pixel and links. */
  static String tracked(byte[] mail) {
    return text(copy(mail, true, true, Urls.ALL, Map.of()));
  }

  static byte[] copy(
      byte[] mail, boolean html, boolean textLinks, Urls urls, Map<String, String> headers) {
    return copy(MimeSource.read(mail).template(RULES, html, textLinks), urls, headers);
  }

  static byte[] copy(MimeTemplate template, Urls urls, Map<String, String> headers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      template.writeTo(out, urls, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] untouched(byte[] mail, Map<String, String> headers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      MimeSource.read(mail).writeUntouched(out, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
