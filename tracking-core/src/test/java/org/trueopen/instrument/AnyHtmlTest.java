package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nobody writes HTML like this, and everybody does. */
class AnyHtmlTest {

  @Property(tries = 1500)
  void onlyAddressesAndThePixelChange(@ForAll("html") String html) {
    Instrumented.of(html).check();
  }

  /** With something to show in front, there is always a place where a pixel is one. */
  @Property(tries = 1000)
  void pixelsAreSeenWhateverFollows(@ForAll("html") String html) {
    Instrumented mail = Instrumented.of("<p>Hello</p>" + html.replace("<frameset>", ""));

    assertThat(mail.isSeen()).isTrue();
  }

  @Property(tries = 1000)
  void inTextOnlyAddressesChange(@ForAll("text") String text) {
    InstrumentedText.of(text).check();
  }

  @Provide
  Arbitrary<String> text() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "https://e.example/a",
            "HTTP://E.example",
            "www.e.example",
            "https://",
            "//",
            "http",
            ":",
            "/x?a=1&b=(2)",
            "<",
            ">",
            "(",
            ")",
            "{{",
            "}}",
            "{{trueopen_opt_out_url}}",
            "unsubscribe",
            ".",
            ",",
            " ",
            " \r\n",
            "\n",
            "\t",
            "> ",
            "\u00fc",
            "\ud83d",
            "\0");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(5))
        .list()
        .ofMaxSize(30)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> html() {
    Arbitrary<String> parts =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                8,
                Arbitraries.of(
                    "<html>",
                    "</html>",
                    "<head>",
                    "</head>",
                    "<body>",
                    "</body>",
                    "<p>",
                    "</p>",
                    "<b>",
                    "</b>",
                    "<div>",
                    "</div>",
                    "<table>",
                    "</table>",
                    "<tr>",
                    "<td>",
                    "</td>",
                    "<select>",
                    "<option>",
                    "<svg>",
                    "</svg>",
                    "<math>",
                    "<template>",
                    "</template>",
                    "<noscript>",
                    "</noscript>",
                    "<frameset>",
                    "<form>",
                    "</form>",
                    "<button>",
                    "<h1>",
                    "</h1>",
                    "<ul><li>",
                    "<br/>",
                    "<title>",
                    "</title>")),
            net.jqwik.api.Tuple.of(
                6,
                Arbitraries.of(
                    "<a href=\"https://e.example/1\">",
                    "<a href='http://e.example/2?a&amp;b'>",
                    "<a href=https://e.example/3>",
                    "<A HREF=https://e.example/4/ ID=x>",
                    "</a>",
                    "</A>",
                    "<area href=\"https://e.example/5\">",
                    "<a href=\"mailto:a@b\">",
                    "<a href=\"https://e.example/6\" data-track=off>",
                    "unsubscribe",
                    "<a href=\"https://e.example/\n7\">",
                    "<a href=\"https://e.example/8",
                    "<a href='https://e.example/9&copy'/>",
                    "<a href=https://e.example/10\"'>",
                    "<v:roundrect href=\"https://e.example/11\" arcsize='5%'>",
                    "</v:roundrect>",
                    "<div data-track=off>",
                    "<p data-track=\"on\">",
                    "{{trueopen_opt_out_url}}",
                    "<a href=\"{{trueopen_opt_out_url}}\">",
                    "<img data-track=open src=\"https://e.example/lead.png\" alt='A lead'>",
                    "<img src=cid:x data-track=open>",
                    "<picture>",
                    "</picture>")),
            net.jqwik.api.Tuple.of(
                3,
                Arbitraries.of(
                    "<!--",
                    "-->",
                    "<!--[if mso]>",
                    "<!--[if !mso]><!-->",
                    "<!--<![endif]-->",
                    "<![if !mso]>",
                    "<![endif]>",
                    "<![endif]-->",
                    "<script>",
                    "</script>",
                    "<style>",
                    "</style>",
                    "<textarea>",
                    "</textarea>",
                    "<![CDATA[",
                    "]]>",
                    "<!DOCTYPE html>",
                    "<?xml?>",
                    "<",
                    ">",
                    "\"",
                    "'",
                    "&",
                    "&amp;",
                    "=",
                    "/")),
            net.jqwik.api.Tuple.of(
                2,
                Arbitraries.of(
                    "\r\n", "\r", "\n", "\t", " ", "\0", "\ufeff", "text", "\ud83d\ude00")),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(10)));
    return parts.list().ofMaxSize(40).map(list -> String.join("", list));
  }
}
