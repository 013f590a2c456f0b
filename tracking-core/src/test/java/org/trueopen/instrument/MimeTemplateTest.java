package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trueopen.instrument.MimeMails.bytes;
import static org.trueopen.instrument.MimeMails.copy;
import static org.trueopen.instrument.MimeMails.crlf;
import static org.trueopen.instrument.MimeMails.fixture;
import static org.trueopen.instrument.MimeMails.text;
import static org.trueopen.instrument.MimeMails.tracked;
import static org.trueopen.instrument.MimeMails.untouched;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimeTemplateTest {

  private static final MimeMails.Urls LONG = new MimeMails.Urls(true, true, "x".repeat(1200));

  static Stream<String> fixtures() {
    return MimeMails.FIXTURES.stream();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void everyFixtureKeepsWhatIsNotMeant(String name) {
    MimeCheck.check(fixture(name));
    MimeCheck.check(crlf(fixture(name)));
  }

  @Test
  void onlyTheLinkAndThePixelOfAnUnencodedMailChange() {
    String mail =
        "Content-Type: text/html\r\n\r\n<body><a href=\"https://a.example/\">a</a></body>\r\n";
    String copy = tracked(bytes(mail));
    assertThat(copy.replace("https://t.example/c/LINK-0-", "https://a.example/"))
        .startsWith("Content-Type: text/html\r\n\r\n<body><a href=\"https://a.example/\">a</a><img")
        .contains("https://t.example/o/PIXEL.gif")
        .endsWith("</body>\r\n");
  }

  @Test
  void quotedPrintableIsDecodedChangedAndEncodedAgain() {
    String copy = tracked(crlf(fixture("single-qp")));
    String body =
        new String(
            MimeQuotedPrintable.decode(bytes(copy), copy.indexOf("\r\n\r\n") + 4, copy.length()),
            UTF_8);
    assertThat(body)
        .startsWith("<!DOCTYPE html>\r\n")
        .contains("Gr\u00fc\u00dfe aus K\u00f6ln", "href=\"https://t.example/c/LINK-0-\"")
        .contains("https://t.example/o/PIXEL.gif")
        .doesNotContain("shop.example/autumn");
    assertThat(longestLine(copy.substring(copy.indexOf("\r\n\r\n")))).isLessThanOrEqualTo(76);
  }

  @Test
  void base64IsDecodedChangedAndEncodedAgain() {
    String copy = tracked(crlf(fixture("single-base64")));
    String coded = copy.substring(copy.indexOf("\r\n\r\n") + 4);
    String body = new String(Base64.getMimeDecoder().decode(coded), UTF_8);
    assertThat(body).contains("Gr\u00fc\u00dfe", "LINK-0-", "PIXEL").doesNotContain("\r");
    assertThat(coded).endsWith("\r\n");
    assertThat(coded.substring(0, coded.indexOf("\r\n"))).hasSize(76);
  }

  @Test
  void utf16IsChangedInUtf16() {
    String copy = tracked(fixture("utf16-base64"));
    byte[] body = Base64.getMimeDecoder().decode(copy.substring(copy.indexOf("\n\n") + 2));
    assertThat(body).startsWith(0xff, 0xfe);
    assertThat(new String(body, Charset.forName("UTF-16")))
        .contains("LINK-0-", "PIXEL", "Gr\u00fc\u00dfe");
  }

  @Test
  void japaneseKeepsItsShifts() {
    String copy = new String(bytes(tracked(fixture("japanese"))), Charset.forName("ISO-2022-JP"));
    assertThat(copy).contains("\u79cb\u306e\u30bb\u30fc\u30eb", "LINK-0-", "PIXEL");
  }

  @Test
  void mislabelledBytesComeOutAsTheyWent() {
    byte[] mail = fixture("mislabelled-latin1");
    MimeTemplate template = MimeSource.read(mail).template(MimeMails.RULES, true, true);
    assertThat(template.links()).containsExactly("https://shop.example/autumn?a=1&b=2");
    assertThat(tracked(mail))
        .contains(
            "Gr\u00fc\u00dfe aus K\u00f6ln", "LINK-0-", "http://shop.example/caf\u00e9", "PIXEL");
  }

  @Test
  void onlyTheBodiesOfANestedMailChange() {
    String mail = text(fixture("nested"));
    String copy = tracked(bytes(mail));
    assertThat(copy)
        .contains("https://shop.example/frame", "https://shop.example/attached")
        .contains("https://shop.example/forwarded", "URL:https://shop.example/cal")
        .doesNotContain("Content-MD5", "Content-Length")
        .contains("<a href=\"https://t.example/c/LINK-2-\">about</a></p>\n--outer--");
    assertThat(MimeSource.read(bytes(mail)).template(MimeMails.RULES, true, true).links())
        .containsExactly(
            "https://shop.example/autumn?a=1&b=2",
            "http://shop.example/caf\u00e9",
            "https://list.example/about",
            "https://shop.example/autumn?a=1");
    // The pixel is in the first HTML body, which is base64 here, and in no other.
    assertThat(copy).doesNotContain("PIXEL");
  }

  @Test
  void textLinksAreTrackedOnlyWhereAsked() {
    byte[] mail = fixture("no-mime");
    assertThat(text(copy(mail, true, false, MimeMails.Urls.ALL, Map.of()))).isEqualTo(text(mail));
    assertThat(tracked(mail)).endsWith("\n\nSee https://t.example/c/LINK-0-\n");
  }

  @Test
  void linksAreNumberedThroughHtmlFirst() {
    MimeTemplate template =
        MimeSource.read(fixture("alternative")).template(MimeMails.RULES, true, true);
    assertThat(template.links())
        .containsExactly(
            "https://shop.example/autumn?a=1&b=2",
            "http://shop.example/caf\u00e9",
            "https://shop.example/autumn?a=1");
    String copy = text(copy(template, MimeMails.Urls.ALL, Map.of()));
    assertThat(copy.indexOf("LINK-2-")).isLessThan(copy.indexOf("LINK-0-"));
    assertThat(copy).contains("https://shop.example/amp");
  }

  @Test
  void brokenAddressOfJoinedTextIsLeftAlone() {
    assertThat(tracked(fixture("flowed"))).isEqualTo(text(fixture("flowed")));
  }

  @Test
  void placeholderIsReplacedInMailThatIsNotTracked() {
    String copy = text(copy(fixture("placeholder"), false, false, MimeMails.Urls.NONE, Map.of()));
    assertThat(copy)
        .contains("Opt out: https://t.example/opt-out/OUT\n")
        .contains("<a href=\"https://t.example/opt-out/OUT\">")
        .contains("https://shop.example/1")
        .doesNotContain("PIXEL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7bit", "8bit", "binary"})
  void lineThatGrowsTooLongMakesThePartQuotedPrintable(String encoding) {
    String mail =
        "MIME-Version: 1.0\r\nX-A: 1\r\nContent-Transfer-Encoding: "
            + encoding
            + "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<a href=\"https://a.example/\">\u00e4</a> \r\n.\r\n-- \r\n";
    byte[] copy = copy(mail.getBytes(UTF_8), true, true, LONG, Map.of());
    assertThat(text(copy))
        .startsWith(
            "MIME-Version: 1.0\r\nX-A: 1\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<a href=3D\"https://t.example/");
    assertThat(longestLine(text(copy))).isLessThanOrEqualTo(76);
    MimeCheck.check(mail.getBytes(UTF_8));
  }

  @Test
  void fieldsThatQuotedPrintableNeedsAreAdded() {
    String mail =
        "From: a@b.example\nContent-Type: text/html\n\n<a href=\"https://a.example/\">a</a>\n";
    assertThat(text(copy(bytes(mail), true, true, LONG, Map.of())))
        .startsWith(
            "From: a@b.example\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nMIME-Version: 1.0\n\n");
    String part =
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + mail + "--b--\n";
    assertThat(text(copy(bytes(part), true, true, LONG, Map.of())))
        .contains("Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n")
        .endsWith("\n--b--\n");
  }

  @Test
  void ownFieldsThatCameAreDroppedAndTheGivenAdded() {
    String mail =
        "x-trueopen-Campaign: a\r\nFrom: a@b.example\r\nX-TRUEOPEN-Track: on;\r\n off\r\nX-TrueOpener: stays\r\nSubject: s\r\n\r\nX-TrueOpen-Body: stays\r\n";
    assertThat(text(untouched(bytes(mail), Map.of("X-TrueOpen-Delivery", "01K9"))))
        .isEqualTo(
            "From: a@b.example\r\nX-TrueOpener: stays\r\nSubject: s\r\nX-TrueOpen-Delivery: 01K9\r\n\r\nX-TrueOpen-Body: stays\r\n");
    assertThat(text(copy(bytes(mail), true, true, MimeMails.Urls.ALL, Map.of())))
        .isEqualTo(
            "From: a@b.example\r\nX-TrueOpener: stays\r\nSubject: s\r\n\r\nX-TrueOpen-Body: stays\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "Subject: x", "Subject: x\n", "no header", " folded\n\nx", "\r\n\r\nx"})
  void addedFieldsNeverRunIntoOthers(String mail) {
    String copy = text(untouched(bytes(mail), Map.of("X-TrueOpen-Delivery", "01K9")));
    MimeSource source = MimeSource.read(bytes(copy));
    assertThat(source.header("X-TrueOpen-Delivery")).contains("01K9");
    assertThat(source.subject()).isEqualTo(mail.startsWith("Subject") ? "x" : "");
    assertThat(copy.replaceFirst("X-TrueOpen-Delivery: 01K9\r?\n", "").strip())
        .isEqualTo(mail.strip());
  }

  @Test
  void fieldUnderTheMailsOwnSignatureIsLeft() {
    String mail = text(fixture("dkim"));
    Map<String, String> headers = Map.of("X-TrueOpen-Campaign", "other");
    assertThat(text(untouched(bytes(mail), headers)))
        .isEqualTo(mail.replace("X-TrueOpen-Track: off\n", ""));
  }

  @Test
  void headerInjectionIsRefused() {
    for (String value : List.of("a\r\nBcc: x@y.example", "a\nb", "a\rb", "a\0b")) {
      assertThatThrownBy(() -> untouched(fixture("no-mime"), Map.of("X-TrueOpen-Delivery", value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("X-TrueOpen-Delivery");
    }
    for (String name : List.of("", "a b", "a:", "a\n", "\u00e4")) {
      assertThatThrownBy(() -> untouched(fixture("no-mime"), Map.of(name, "x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void valueBeyondAsciiIsEncoded() {
    byte[] copy =
        untouched(fixture("no-mime"), Map.of("X-TrueOpen-Campaign", "Gr\u00fc\u00dfe ".repeat(30)));
    assertThat(MimeSource.read(copy).header("X-TrueOpen-Campaign"))
        .contains("Gr\u00fc\u00dfe ".repeat(30).strip());
    assertThat(text(copy)).matches("(?s)[\\x00-\\x7f]*");
    assertThat(longestLine(text(copy))).isLessThanOrEqualTo(78);
  }

  @Test
  void textThatLooksLikeABoundaryOnceEncodedIsNone() {
    String mail =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=2D-b\r\n<a href=3D\"https://a.example/\">a</a>\r\n=2D-b--\r\n--b--\r\n";
    MimeCheck.check(bytes(mail));
    assertThat(tracked(bytes(mail))).contains("=2D-b\r\n", "=2D-b--<img", "LINK-0-");
  }

  @Test
  void partWithoutABlankLineIsLeftAlone() {
    String mail =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n";
    MimeCheck.check(bytes(mail));
    assertThat(tracked(bytes(mail))).contains("text/html\n--b\n", "PIXEL");
  }

  @Test
  void emptyPartInFrontOfADelimiterIsLeftAlone() {
    String mail =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--\n";
    MimeCheck.check(bytes(mail));
    assertThat(tracked(bytes(mail))).contains("text/html\n\n--b\n", "PIXEL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quoted-printable;", "base64 (so)", "\"base64\"", "base 64", "x-base64"})
  void encodingThatReadersTakeDifferentlyLeavesThePartAlone(String encoding) {
    String mail =
        "Content-Type: text/html\nContent-Transfer-Encoding: " + encoding + "\n\n<p>x</p>\n";
    assertThat(MimeSource.read(bytes(mail)).hasHtml()).isFalse();
    assertThat(tracked(bytes(mail))).isEqualTo(mail);
  }

  private static int longestLine(String text) {
    return text.lines().mapToInt(String::length).max().orElse(0);
  }
}
