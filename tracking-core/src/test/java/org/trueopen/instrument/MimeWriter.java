package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Writes mails nobody thought of: trees of parts with any encoding, charset and line end. */
final class MimeWriter {

  private static final List<String> TYPES =
      List.of(
          "text/html",
          "text/html",
          "text/html",
          "text/plain",
          "TEXT/HTML; name=a.html",
          "text/plain; format=flowed; delsp=yes",
          "text/calendar",
          "text/x-amp-html",
          "image/png; name=\"a b.png\"",
          "application/octet-stream",
          "message/rfc822",
          "application/pgp");

  private static final List<String> MULTIPARTS =
      List.of("mixed", "alternative", "related", "mixed", "alternative", "digest", "report", "x");

  private static final List<String> CHARSETS =
      List.of(
          "utf-8",
          "iso-8859-1",
          "windows-1252",
          "us-ascii",
          "utf-16",
          "ISO-2022-JP",
          "GB18030",
          "Shift_JIS",
          "x-unknown",
          "utf-7",
          "utf-16le");

  private static final List<String> SNIPPETS =
      List.of(
          "<p>Hello</p>",
          "<a href=\"https://a.example/1?x=1&amp;y=2\">a</a>",
          "<a href='http://b.example/caf\u00e9'>b</a>",
          "<a href=https://c.example/=3D>c</a>",
          "https://d.example/path ",
          "</body></html>",
          "\u00e4\u00f6\u00fc",
          "\u65e5\u672c\u8a9e",
          "--",
          "--b0",
          "--b1--",
          "-- ",
          ".",
          "=",
          "=3D",
          "=\n",
          " ",
          "\t",
          "\n",
          "\n",
          "\n\n",
          "From here",
          "x".repeat(90),
          "long ".repeat(230),
          "{{trueopen_opt_out_url}}",
          "\u0000",
          "\ufeff");

  private final Random random;
  private final String lineBreak;
  private int boundaries;

  private MimeWriter(Random random) {
    this.random = random;
    this.lineBreak = random.nextInt(4) == 0 ? "\n" : "\r\n";
  }

  static byte[] mail(Random random) {
    MimeWriter writer = new MimeWriter(random);
    StringBuilder mail = new StringBuilder();
    String[] header = {
      "From: \"A, B\" <a@b.example>\n",
      "To: c@d.example,\n e@f.example\n",
      "Subject: =?utf-8?Q?=C3=A4?=\n",
      "MIME-Version: 1.0\n",
      "Content-Length: 77\n",
      "X-Folded: a\n\tb\n"
    };
    for (String field : header) {
      mail.append(random.nextInt(5) == 0 ? "" : field.replace("\n", writer.lineBreak));
    }
    writer.part(mail, 0);
    return mail.toString().getBytes(ISO_8859_1);
  }

  private void part(StringBuilder mail, int depth) {
    if (depth < 4 && random.nextInt(3) != 0) {
      multipart(mail, depth);
    } else {
      leaf(mail);
    }
  }

  private void multipart(StringBuilder mail, int depth) {
    String boundary = (random.nextInt(9) == 0 ? "b" : "=_b") + boundaries++;
    mail.append("Content-Type: multipart/").append(pick(MULTIPARTS)).append("; boundary=\"");
    mail.append(boundary).append('"').append(lineBreak).append(lineBreak);
    mail.append(random.nextInt(3) == 0 ? "preamble" + lineBreak : "");
    for (int i = random.nextInt(4); i >= 0; i--) {
      mail.append("--").append(boundary).append(random.nextInt(9) == 0 ? " \t" : "");
      mail.append(lineBreak);
      part(mail, depth + 1);
      mail.append(lineBreak);
    }
    if (random.nextInt(8) != 0) {
      mail.append("--").append(boundary).append("--").append(lineBreak);
      mail.append(random.nextInt(3) == 0 ? "epilogue" + lineBreak : "");
    }
  }

  private void leaf(StringBuilder mail) {
    String charset = pick(CHARSETS);
    String name = random.nextInt(6) == 0 ? "" : "; charset=\"" + charset + '"';
    mail.append("Content-Type: ").append(pick(TYPES)).append(name).append(lineBreak);
    if (random.nextInt(6) == 0) {
      mail.append("Content-Disposition: ")
          .append(pick(List.of("inline", "attachment", "INLINE; filename=x")));
      mail.append(lineBreak);
    }
    if (random.nextInt(6) == 0) {
      mail.append("Content-MD5: xx").append(lineBreak);
    }
    byte[] content = text().getBytes(supported(charset));
    String encoding =
        pick(List.of("", "7bit", "8bit", "quoted-printable", "base64", "base64", "x-uue"));
    mail.append(encoding.isEmpty() ? "" : "Content-Transfer-Encoding: " + encoding + lineBreak);
    mail.append(lineBreak).append(encoded(content, encoding));
  }

  private String encoded(byte[] content, String encoding) {
    return switch (encoding) {
      case "base64" ->
          Base64.getMimeEncoder(60 + 4 * random.nextInt(5), lineBreak.getBytes(ISO_8859_1))
              .encodeToString(content);
      case "quoted-printable" ->
          random.nextInt(4) == 0
              ? new String(content, ISO_8859_1)
              : new String(MimeQuotedPrintable.encode(content, lineBreak), ISO_8859_1);
      default -> new String(content, ISO_8859_1);
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(pick(SNIPPETS));
    }
    return random.nextInt(9) == 0 ? text.toString() : text.toString().replace("\n", lineBreak);
  }

  private static Charset supported(String name) {
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
