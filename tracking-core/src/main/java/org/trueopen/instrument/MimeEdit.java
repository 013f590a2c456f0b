package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done to one body in every copy.
 *
 * @param pixel whether the body carries the open
 * @param firstLink the number of its first link in the mail; negative if its links are left alone
 */
record MimeEdit(MimeBody body, Renderer renderer, boolean pixel, int firstLink) {

  /** Fields that speak of the bytes of a body. */
  private static final List<String> MEASURES = List.of("Content-Length", "Content-MD5");

  /** Makes a copy's text: an {@link HtmlTemplate} or a {@link TextTemplate}. */
  interface Renderer {
    String render(RecipientUrls urls, int firstLink);
  }

  /** The changed text; null if it is as it was. */
  @Nullable String render(RecipientUrls urls) {
    String changed =
        renderer.render(new Carried(urls, pixel, firstLink >= 0), Math.max(firstLink, 0));
    return changed.equals(body.text()) ? null : changed;
  }

  /** The changes to the part for a changed text. */
  List<MimeCut> cuts(String changed) {
    MimePart part = body.part();
    MimeBody.Written written = body.write(changed);
    List<MimeCut> cuts = new ArrayList<>(measures(part));
    if (written.reencoded()) {
      cuts.addAll(quotedPrintable(part));
    }
    cuts.add(new MimeCut(part.bodyStart(), part.bodyEnd(), written.bytes()));
    return cuts;
  }

  /** Drops what would not be true of a changed part, or of one around it. */
  static List<MimeCut> measures(MimePart part) {
    return MEASURES.stream()
        .flatMap(name -> part.header().all(name).stream())
        .map(MimeCut::remove)
        .toList();
  }

  private static List<MimeCut> quotedPrintable(MimePart part) {
    MimeHeader header = part.header();
    String lineBreak = header.lineBreak();
    String line = MimeEncoding.FIELD + ": quoted-printable" + lineBreak;
    List<MimeCut> cuts = new ArrayList<>();
    for (MimeField field : header.all(MimeEncoding.FIELD)) {
      cuts.add(MimeCut.replace(field.start(), field.end(), cuts.isEmpty() ? line : ""));
    }
    String added = cuts.isEmpty() ? line : "";
    if (part.parent() == null && header.all("MIME-Version").isEmpty()) {
      added += "MIME-Version: 1.0" + lineBreak;
    }
    if (!added.isEmpty()) {
      cuts.add(MimeOwnFields.insertion(header, added));
    }
    return cuts;
  }

  /** What of a copy's addresses goes into one body. */
  private record Carried(RecipientUrls urls, boolean pixels, boolean links)
      implements RecipientUrls {
    @Override
    public @Nullable String pixel() {
      return pixels ? urls.pixel() : null;
    }

    @Override
    public @Nullable String earlyPixel() {
      return pixels ? urls.earlyPixel() : null;
    }

    @Override
    public String image(String destination, String name) {
      return urls.image(destination, name);
    }

    @Override
    public @Nullable String link(int number) {
      return links ? urls.link(number) : null;
    }

    /** In the body that carries the open: once in a mail, and never in text. */
    @Override
    public @Nullable String honeypot() {
      return pixels && links ? urls.honeypot() : null;
    }

    @Override
    public String optOut() {
      return urls.optOut();
    }
  }
}
