package org.trueopen.instrument;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** What holds for every mail, whatever it looks like. */
final class MimeCheck {

  private static final Pattern OWN = Pattern.compile("(?i)x-trueopen-");

  private final byte[] mail;
  private final MimeSource source;

  private MimeCheck(byte[] mail) {
    this.mail = mail;
    this.source = MimeSource.read(mail);
  }

  /** Throws an AssertionError if anything does not; gives what was read. */
  static MimeSource check(byte[] mail) {
    MimeCheck check = new MimeCheck(mail);
    try {
      check.all();
    } catch (IOException | MimeException | MimeUnreadableException e) {
      throw new AssertionError(e);
    }
    return check.source;
  }

  private void all() throws IOException, MimeException, MimeUnreadableException {
    source.from();
    source.recipients();
    source.unsubscribeUrls();
    require(source.subject().length() <= 998, "subject is bounded");
    boolean own = OWN.matcher(MimeMails.text(mail)).find();
    if (!own) {
      require(
          Arrays.equals(mail, MimeMails.untouched(mail, Map.of())), "untouched is byte for byte");
      require(
          Arrays.equals(mail, MimeMails.copy(mail, true, true, MimeMails.Urls.NONE, Map.of()))
              || hasPlaceholder(),
          "a copy without pixel and links is byte for byte");
    }
    for (String end : List.of("", "x".repeat(1200))) {
      copy(new MimeMails.Urls(true, true, end));
    }
  }

  private boolean hasPlaceholder() throws MimeUnreadableException {
    if (source.obstacle() != null) {
      return false;
    }
    for (MimePart part : MimeBodies.of(MimeReader.read(mail))) {
      if (saysPlaceholder(part)) {
        return true;
      }
    }
    return false;
  }

  private void copy(MimeMails.Urls urls)
      throws IOException, MimeException, MimeUnreadableException {
    MimeTemplate template = source.template(MimeMails.RULES, true, true);
    Map<String, String> headers = Map.of("X-TrueOpen-Delivery", "01K9");
    byte[] copy = MimeMails.copy(template, urls, headers);
    if (source.obstacle() != null) {
      require(Arrays.equals(copy, MimeMails.untouched(mail, headers)), "an obstacle stops changes");
      return;
    }
    MimePart before = MimeReader.read(mail);
    MimePart after = MimeReader.read(copy);
    MimeSecondReader.check(copy, after);
    Map<Integer, String> changed = expected(before, urls, template.links());
    Both parts = new Both(before.all().toList(), after.all().toList());
    require(parts.before.size() == parts.after.size(), "as many parts as before");
    List<byte[]> decoded = decodedByMime4j(copy);
    for (int i = 0; i < parts.before.size(); i++) {
      samePart(parts.before.get(i), parts.after.get(i), changed.get(i), decoded.get(i));
    }
    require(headersIn(copy, after), "the added header is there once");
  }

  private record Both(List<MimePart> before, List<MimePart> after) {}

  private static boolean headersIn(byte[] copy, MimePart after) {
    List<MimeField> own = after.header().all("X-TrueOpen-Delivery");
    return own.size() == 1 && own.getFirst().value(copy, 100).equals("01K9");
  }

  /** The texts of the bodies as they should be, by the number of the part. */
  private Map<Integer, String> expected(MimePart mail, MimeMails.Urls urls, List<String> links)
      throws MimeUnreadableException {
    List<MimePart> parts = mail.all().toList();
    List<MimePart> bodies = MimeBodies.of(mail);
    Map<Integer, String> result = new HashMap<>();
    List<String> found = new ArrayList<>();
    boolean pixel = urls.opens();
    for (MimePart part : bodies.stream().filter(MimeBodies::isHtml).toList()) {
      MimeBody body = MimeBody.read(part);
      if (body != null) {
        HtmlTemplate html = HtmlTemplate.parse(body.text(), MimeMails.RULES);
        MimeMails.Urls own = new MimeMails.Urls(pixel, true, urls.linkEnd());
        result.put(parts.indexOf(part), html.render(own, found.size()));
        found.addAll(html.links());
        pixel = false;
      }
    }
    for (MimePart part : bodies.stream().filter(p -> !MimeBodies.isHtml(p)).toList()) {
      MimeBody body = MimeBody.read(part);
      if (body != null && body.hasSureLinks()) {
        TextTemplate text = TextTemplate.parse(body.text(), MimeMails.RULES);
        result.put(parts.indexOf(part), text.render(urls, found.size()));
        found.addAll(text.links());
      }
    }
    require(found.equals(links), "links are numbered through: " + found + " for " + links);
    return result;
  }

  private static void samePart(MimePart before, MimePart after, @Nullable String text, byte[] seen)
      throws IOException {
    require(before.type().equals(after.type()), "a part keeps its type");
    if (before.type().isMultipart()) {
      return;
    }
    byte[] was = before.header().source();
    byte[] is = after.header().source();
    MimeBody body = text == null ? null : MimeBody.read(before);
    if (text == null || body == null || body.text().equals(text)) {
      if (!saysPlaceholder(before)) {
        require(
            Arrays.equals(
                was, before.bodyStart(), before.bodyEnd(), is, after.bodyStart(), after.bodyEnd()),
            "a part that is not meant stays as it is");
      }
      return;
    }
    MimeBody again = MimeBody.read(after);
    require(
        again != null && again.text().equals(text), "a changed part is read as what it should be");
    MimeText exact = MimeText.decode(seen, before.type().param("charset"));
    // That reader turns a bare LF in quoted-printable into CRLF.
    require(
        exact != null && exact.text().replace("\r", "").equals(text.replace("\r", "")),
        "another reader sees the same");
    linesFit(after, is);
  }

  private static boolean saysPlaceholder(MimePart part) {
    MimeBody body = MimeBody.read(part);
    return body != null && body.text().contains("trueopen_opt_out_url");
  }

  private static void linesFit(MimePart part, byte[] source) {
    int longest = MimeLines.longest(Arrays.copyOfRange(source, part.bodyStart(), part.bodyEnd()));
    int limit = MimeEncoding.of(part.header()) == MimeEncoding.IDENTITY ? 998 : 76;
    require(longest <= limit, "a line of " + longest + " bytes");
  }

  /** The parts' contents as Apache James mime4j decodes them; null for multiparts. */
  private static List<byte[]> decodedByMime4j(byte[] mail) throws IOException, MimeException {
    MimeTokenStream stream =
        new MimeTokenStream(
            new MimeConfig.Builder()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(-1)
                .setMaxHeaderCount(-1)
                .build());
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    stream.parse(new ByteArrayInputStream(mail));
    List<byte[]> result = new ArrayList<>();
    while (stream.getState() != EntityState.T_END_OF_STREAM) {
      if (stream.getState() == EntityState.T_START_MULTIPART) {
        result.add(new byte[0]);
      } else if (stream.getState() == EntityState.T_BODY) {
        result.add(stream.getDecodedInputStream().readAllBytes());
      }
      stream.next();
    }
    return result;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
