package org.trueopen.instrument;

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
                    "<a href=https://e.example/10\"'>")),
            net.jqwik.api.Tuple.of(
                3,
                Arbitraries.of(
                    "<!--",
                    "-->",
                    "<!--[if mso]>",
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
