package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "^" marks the early pixel's place, "$" the other's. */
class PixelRoomsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><head><title>t</title></head><body class=\"a>b\">^<p>x</p>$</body></html>",
        "<!DOCTYPE html>\n<!-- c -->\n^<p>x</p>$</html>",
        "^<p>x</p>$",
        "^text <b>x</b>$",
        "<style>p{}</style>^<p>x</p>$",
        "<title><body></title><!-- <body> -->^<p>x</p>$",
        "<head><!--[if mso]><body><![endif]--></head>\n<body>^<!--[if mso]><table><![endif]--><p>x</p>$</body>",
        "<meta charset=utf-8>^<table><tr><td>x</table>$",
        "^<p>x</p><body bgcolor=red>y$</body>"
      })
  void theEarlyPixelStandsAtTheBodysBeginning(String marked) {
    String html = marked.replace("^", "").replace("$", "");
    Instrumented mail = Instrumented.of(html).withEarlyPixel();

    List<String> parts = List.of(mail.html().split("<img [^>]*>", -1));
    assertThat(String.join("^", parts)).isEqualTo(marked.replace("$", "^"));
    assertThat(mail.early()).containsExactly(true, false);
    assertThat(mail.isSeen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>x</p><!-- open",
        "<p>x</p><style> p {",
        "<p>x</p><textarea>",
        "<p>x</p><script>",
        "<p>x</p><plaintext>",
        "<p>x</p><a href=\"https://e.example/",
        "<p>x</p><a href=https://e.example/",
        "<p>x</p><b",
        "<p>x</p><template><html></html>",
        "<p>x</p></",
        "<p>x</p><!",
        "<p>x</p><select>",
        "<p>x</p><template>",
        "<p>x</p><iframe>",
        "<p>x</p><!--[if mso]>"
      })
  void whereThePixelWouldNotBeSeenAtTheEndThereIsOneAtTheBeginning(String html) {
    Instrumented mail = Instrumented.of(html);

    mail.check();
    assertThat(mail.pixels()).containsExactly(0);
    assertThat(mail.withEarlyPixel().early()).containsExactly(false);
    assertThat(mail.isSeen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html><body></body></html>", "<html><head></head></html>"})
  void anEmptyBodyHasRoomForOne(String html) {
    Instrumented mail = Instrumented.of(html);

    mail.check();
    assertThat(mail.withEarlyPixel().early()).containsExactly(false);
  }

  @Test
  void whereGmailClipsThePixelStandsAtTheBeginning() {
    String start = "<html><body>";
    String fits = start + "\u00e4".repeat(48_000) + "</body></html>";
    String clipped = start + "\u00e4".repeat(50_000) + "</body></html>";

    assertThat(Instrumented.of(fits).pixels()).containsExactly(start.length() + 48_000);
    assertThat(Instrumented.of(clipped).pixels()).containsExactly(start.length());
    assertThat(Instrumented.of(clipped).withEarlyPixel().early()).containsExactly(true, false);
    assertThat(Instrumented.of(clipped).isSeen()).isTrue();
  }

  @Test
  void addressesCountAsTheyAreSent() {
    HtmlTemplate template =
        HtmlTemplate.parse(
            "<body>" + "<p><a href=https://e.example/>x</a></p>".repeat(1_000) + "</body>",
            Instrumented.RULES);

    Copy full = Copy.full(template.links());
    assertThat(template.render(full, 0)).startsWith("<body><img");
    assertThat(template.render(new Copy(true, false, false, List.of()), 0)).startsWith("<body><p>");
  }
}
