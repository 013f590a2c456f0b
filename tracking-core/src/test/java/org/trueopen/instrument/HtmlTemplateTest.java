package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.instrument.Mails.Mail;

class HtmlTemplateTest {

  static Stream<Mail> mails() {
    return Stream.concat(Mails.bundled(), Mails.corpus().stream());
  }

  @ParameterizedTest
  @MethodSource("mails")
  void onlyAddressesAndThePixelChangeInRealMail(Mail mail) {
    Instrumented.of(mail.html()).check();
  }

  @Test
  void inTheCorpusEveryPixelIsSeenAndLinksAreFound() {
    List<Mail> corpus = Mails.corpus();

    assertThat(corpus).hasSizeGreaterThan(120);
    assertThat(corpus).allMatch(mail -> Instrumented.of(mail.html()).isSeen());
    assertThat(corpus).anyMatch(mail -> !Instrumented.of(mail.html()).destinations().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          <a href="https://e.example/a">x</a> => https://e.example/a
          <a href='https://e.example/a'>x</a> => https://e.example/a
          <a href=https://e.example/a>x</a> => https://e.example/a
          <a href=https://e.example/a/>x</a> => https://e.example/a/
          <A HREF="HTTPS://E.example/A">x</A> => HTTPS://E.example/A
          <a class=b href = "http://e.example/a" id=c>x</a> => http://e.example/a
          <a href=" https://e.example/a ">x</a> => https://e.example/a
          <a href="https://e.example/?a=1&amp;b=2">x</a> => https://e.example/?a=1&b=2
          <a href="https://e.example/?a=1&amp;amp;b">x</a> => https://e.example/?a=1&amp;b
          <a href="https://e.example/?a=1&b=2">x</a> => https://e.example/?a=1&b=2
          <a href="https://e.example/?a=1&copy=2">x</a> => https://e.example/?a=1&copy=2
          <a href="https://e.example/&#x2F;&#47;">x</a> => https://e.example///
          <a href="https://e.example/a b?c=|">x</a> => https://e.example/a b?c=|
          <a href="https://e.example/\u00fc\ud83d\ude00">x</a> => https://e.example/\u00fc\ud83d\ude00
          <area href="https://e.example/a" shape=rect> => https://e.example/a
          <a href="https://e.example/1" href="https://z/2">x</a> => https://e.example/1
          """)
  void aLinkIsTrackedUnderTheAddressItsReaderWouldGoTo(String html, String address) {
    Instrumented mail = Instrumented.of(html);

    mail.check();
    assertThat(mail.destinations()).containsExactly(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"mailto:bob@example.net\">x</a>",
        "<a href=\"tel:+123\">x</a>",
        "<a href=\"cid:image1\">x</a>",
        "<a href=\"data:text/html,hello\">x</a>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"ftp://e.example/a\">x</a>",
        "<a href=\"#top\">x</a>",
        "<a href=\"/relative\">x</a>",
        "<a href=\"//e.example/a\">x</a>",
        "<a href=\"\">x</a>",
        "<a href>x</a>",
        "<a name=\"https://e.example/\">x</a>",
        "<a href=\"https://\">x</a>",
        "<a href=\"https:///path\">x</a>",
        "<a href=\"{{action_url}}\">x</a>",
        "<a href=\"https://e.example/?user={{ user.id }}\">x</a>",
        "<a href=\"https://e.example/{% if a %}b{% endif %}\">x</a>",
        "<a href=\"https://e.example/?m=*|UNIQID|*\">x</a>",
        "<a href=\"https://e.example/%%token%%\">x</a>",
        "<a href=\"https://e.example/unsubscribe?u=1\">x</a>",
        "<a href=\"https://e.example/u/1\">Unsubscribe</a>",
        "<a href=\"https://e.example/u/1\">Opt out here</a>",
        "<a href=\"https://e.example/u/1\"><b>un</b>subscribe</a>",
        "<a href=\"https://e.example/a\" data-track=\"off\">x</a>",
        "<a href=\"https://e.example/a\" DATA-TRACK=OFF>x</a>",
        "<a href=\"https://excluded.example/a\">x</a>",
        "<a href=\"https://user:pw@EXCLUDED.example:8443?x\">x</a>",
        "<a href=\"https://e.example/a\r\nSet-Cookie: x=1\">x</a>",
        "<a href=\"https://e.example/a&#13;&#10;Location: https://evil.example\">x</a>",
        "<a href=\"https://e.example/a&#9;b\">x</a>",
        "<a href=\"https://e.example/a\u0085b\">x</a>",
        "<a href=\"https://e.example/a\u0000b\">x</a>",
        "<svg><A HREF=\"https://e.example/a\">x</A></svg>",
        "<link href=\"https://e.example/style.css\" rel=stylesheet>",
        "<img src=\"https://e.example/a.png\">",
        "<form action=\"https://e.example/a\"></form>",
        "<!-- <a href=\"https://e.example/a\">x</a> -->",
        "<script>'<a href=\"https://e.example/a\">x</a>'</script>",
        "<style>/* <a href=\"https://e.example/a\">x</a> */</style>",
        "<textarea><a href=\"https://e.example/a\">x</a></textarea>",
        "<p title='<a href=\"https://e.example/a\">'>x</p>"
      })
  void otherAddressesAreLeftAsTheyAre(String html) {
    Instrumented mail = Instrumented.of("<html><body>" + html + "</body></html>");

    mail.check();
    assertThat(mail.destinations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"https://e.example/unsubscribed-reports\">x</a>",
        "<a href=\"https://shopt.example/coptout\">x</a>",
        "<a href=\"https://e.example/a\" data-track=\"on\">x</a>",
        "<a href=\"https://notexcluded.example/a\">x</a>",
        "<a href=\"https://e.example/?to=excluded.example\">x</a>"
      })
  void lookAlikesOfThemAreTracked(String html) {
    assertThat(Instrumented.of(html).destinations()).hasSize(1);
  }

  @Test
  void aLinkThatTheParserSplitsAtAParagraphIsEditedOnce() {
    Instrumented mail =
        Instrumented.of("<p><a href=\"https://e.example/1\">one<p>two</a><div>three</div>");

    mail.check();
    assertThat(mail.destinations()).containsExactly("https://e.example/1");
  }

  @Test
  void aLinkSplitAtAParagraphUnsubscribesIfAnyPartOfItSaysSo() {
    assertThat(
            Instrumented.of("<p><a href=\"https://e.example/1\">here<p>unsubscribe</a>")
                .destinations())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body><p>x</p>^</body></html>",
        "<HTML><BODY>x^</BODY ></HTML>",
        "<body><!-- </body> --><p>x</p>^</body>",
        "<body><script>var a = '</body>';</script>x^</body>",
        "<body><style>/* </body> */</style>x^</body>",
        "<body><p title=\"</body>\">x</p>^</body>",
        "<body><textarea></body></textarea>x^</body>",
        "<body><p>x^</body>\n<!-- after -->",
        "<body><p>x</p>^</html>",
        "<body><p>x</p>^",
        "<p>x</p>^",
        "just text^",
        "^",
        "<body><table><tr><td>in an open cell an end tag of the body is none</body>^",
        "<body>x<!--[if mso]></body><![endif]-->y^</body></html>"
      })
  void thePixelStandsAtTheEndOfTheBody(String marked) {
    Instrumented mail = Instrumented.of(marked.replace("^", ""));

    mail.check();
    assertThat(mail.pixels()).containsExactly(marked.indexOf('^'));
  }

  @Test
  void aLinkBehindTheBodysEndIsStillTracked() {
    Instrumented mail =
        Instrumented.of(
            "<body><a href=\"https://e.example/1\">x</a></body><a href=\"https://e.example/2\">y</a>");

    mail.check();
    assertThat(mail.destinations()).containsExactly("https://e.example/1", "https://e.example/2");
  }

  @Test
  void anUnquotedAddressIsReplacedByValidHtml() {
    String html = Instrumented.of("<a href=https://e.example/?a=1 class=button>x</a>").html();

    assertThat(Jsoup.parse(html).expectFirst("a").className()).isEqualTo("button");
    assertThat(Jsoup.parse(html).expectFirst("a").attr("href"))
        .matches("https://t.example/c/[\\w-]+");
  }

  @Test
  void oddCharactersSurvive() {
    Instrumented.of(
            "\ufeff<body>\0 \u0001 \ud83d\ude00 \ud800 \udc00 &bogus; &#0; &amp \u2028\r\n\r"
                + "<a href=\"https://e.example/\ud83d\ude00\">\0</a></body>")
        .check();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          <!--[if mso]><a href="https://e.example/a">x</a><![endif]--> => https://e.example/a
          <!-- [if gte mso 9]><td><a href='https://e.example/a'>x</a></td><![endif]--> => https://e.example/a
          <!--[if mso]><v:roundrect href="https://e.example/a?b&amp;c"></v:roundrect><![endif]--> => https://e.example/a?b&c
          <!--[if (mso)|(IE)]><V:Rect HREF=https://e.example/a><![endif]--> => https://e.example/a
          <v:oval href="https://e.example/a"></v:oval> => https://e.example/a
          <![if !mso]><a href="https://e.example/a">x</a><![endif]> => https://e.example/a
          <!--[if !mso]><!--><a href="https://e.example/a">x</a><!--<![endif]--> => https://e.example/a
          <head><!--[if mso]><a href="https://e.example/a"><![endif]--></head> => https://e.example/a
          <table><!--[if mso]><tr><td><a href="https://e.example/a"><![endif]--></table> => https://e.example/a
          """)
  void linksForOutlookAreTracked(String html, String address) {
    Instrumented mail = Instrumented.of(html);

    mail.check();
    assertThat(mail.destinations()).containsExactly(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!--[if mso]><!--[if mso]><a href=\"https://e.example/a\">x</a><![endif]-->",
        "<!--[if mso]><a href=\"https://e.example/a\"",
        "<!--[if mso]>\0<a href=\"https://e.example/a\">x</a><![endif]-->",
        "<!--[if mso <a href=\"https://e.example/a\">x</a><![endif]-->",
        "<!--[if mso]><p href=\"https://e.example/a\">x</p><![endif]-->",
        "<div data-track=off><!--[if mso]><a href=\"https://e.example/a\">x</a><![endif]--></div>",
        "<DIV DATA-TRACK='Off'><p><a href=\"https://e.example/a\">x</a></p></DIV>",
        "<!--[if mso]><v:rect href=\"https://e.example/a\"><![endif]--><a href=\"https://e.example/a\">Unsubscribe</a>",
        "<a href=\"https://e.example/a\"><img src=x alt=\"Newsletter abbestellen\"></a>",
        "<a href=\"https://e.example/a\">Se d\u00e9sinscrire</a>",
        "<a href=\"https://LISTS.example/leave?u=1&amp;l=2#x\">x</a>",
        "<base href=\"https://e.example/\"><a href=\"relative\">x</a>"
      })
  void linksThatAreMarkedUnsubscribeOrUnreadableAreLeft(String html) {
    Instrumented mail = Instrumented.of(html);

    mail.check();
    assertThat(mail.destinations()).isEmpty();
  }

  @Test
  void theNearestMarkDecides() {
    Instrumented mail =
        Instrumented.of(
            "<div data-track=off><a href=https://e.example/1>x</a>"
                + "<p data-track=on><a href=https://e.example/2>x</a>"
                + "<a data-track=off href=https://e.example/3>x</a></p></div>");

    mail.check();
    assertThat(mail.destinations()).containsExactly("https://e.example/2");
  }

  @Test
  void theOptOutPlaceholderIsLeftWhereItsAddressWouldMakeATag() {
    Instrumented mail =
        Instrumented.of("<body><p>Hi <{{trueopen_opt_out_url}}a hre {{trueopen_opt_out_url}}");

    mail.check();
    assertThat(mail.html())
        .contains("<{{trueopen_opt_out_url}}a hre " + Copy.OPT_OUT_URL)
        .doesNotContain("<" + Copy.OPT_OUT_URL);
  }

  @Test
  void theOptOutPlaceholderIsReplacedWhereverItStandsAndIsNoTrackedLink() {
    Instrumented mail =
        Instrumented.of(
            "<a href=\"{{trueopen_opt_out_url}}\">x</a> <a href='http://{{ trueopen_opt_out_url }}'>y</a>"
                + "<a href=%7B%7Btrueopen_opt_out_url%7D%7D>z</a> {{trueopen_opt_out_url}} trueopen_opt_out_url");

    mail.check();
    assertThat(mail.destinations()).isEmpty();
    assertThat(Jsoup.parse(mail.html()).select("a").eachAttr("href"))
        .containsOnly(Copy.OPT_OUT_URL)
        .hasSize(3);
    assertThat(Jsoup.parse(mail.html()).text())
        .endsWith(Copy.OPT_OUT_URL + " trueopen_opt_out_url");
  }

  @Test
  void linkNumbersRunOnOverAMailsBodiesAndEndWhereTheyFitNoToken() {
    List<String> links = Collections.nCopies(0x10000, "http://e");
    HtmlTemplate template =
        HtmlTemplate.parse("<a href=http://e>x</a>".repeat(3), Instrumented.RULES);

    String html = template.render(Copy.clicksOnly(links), 0xFFFE);

    assertThat(html.split("/c/", -1)).hasSize(3);
    assertThat(html).endsWith("<a href=http://e>x</a>");
  }

  @Test
  void linksBehindSoManyTagsThatNoMailHasThemAreLeftAlone() {
    HtmlTemplate template =
        HtmlTemplate.parse("<a href=http://e>x</a>".repeat(100_000), Instrumented.RULES);

    assertThat(template.links()).hasSize(25_000);
  }

  @Test
  void addressesTooLongForATokenAreLeftAlone() {
    assertThat(
            Instrumented.of("<a href=\"https://e.example/" + "x".repeat(5900) + "\">x</a>")
                .destinations())
        .isEmpty();
  }
}
