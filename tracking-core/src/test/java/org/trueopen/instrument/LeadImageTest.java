package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.instrument.Mails.Mail;
import org.trueopen.token.Decoding;
import org.trueopen.token.Token;

class LeadImageTest {

  @Test
  void theFirstFitImageCarriesTheOpenInPlaceOfThePixel() {
    Mail mail =
        Mails.bundled().filter(m -> m.name().equals("lead-image.html")).findFirst().orElseThrow();

    Instrumented instrumented = Instrumented.of(mail.html());

    instrumented.check();
    SameDom.check(instrumented.source(), instrumented.html());
    assertThat(instrumented.pixels()).isEmpty();
    assertThat(instrumented.images())
        .singleElement()
        .asString()
        .matches("https://t.example/i/[\\w-]+/chart-of-climate-change-impact-degats.png");
    String token = instrumented.images().getFirst().split("/", -1)[4];
    assertThat(((Decoding.Decoded) Copy.TOKENS.decodeImage(token)).token())
        .extracting(t -> ((Token.Image) t).destination())
        .isEqualTo("https://e.example/img/IMG_0042.PNG?v=1&w=600");
  }

  @Test
  void theEarlyPixelStaysBesideIt() {
    Instrumented mail =
        Instrumented.of("<body><img data-track=open src=https://e.example/a.png></body>");

    mail.check();
    assertThat(mail.withEarlyPixel().early()).containsExactly(true);
    assertThat(mail.withEarlyPixel().images()).hasSize(1);
  }

  @Test
  void withoutOpensItStaysTheSenders() {
    HtmlTemplate template =
        HtmlTemplate.parse("<img data-track=open src=https://e.example/a.png>", Instrumented.RULES);

    assertThat(template.render(Copy.clicksOnly(template.links()), 0))
        .isEqualTo("<img data-track=open src=https://e.example/a.png>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=https://e.example/a.png>",
        "<img data-track=off src=https://e.example/a.png>",
        "<img data-track=open src=cid:a>",
        "<img data-track=open src=a.png>",
        "<img data-track=open src=//e.example/a.png>",
        "<img data-track=open src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
        "<img data-track=open>",
        "<img data-track=open src=https://e.example/{{name}}.png>",
        "<img data-track=open src=https://cdn.excluded.example/a.png>",
        "<img data-track=open src='https://e.example/a&#10;b.png'>",
        "<img data-track=open src=https://e.example/a.png srcset='https://e.example/b.png 2x'>",
        "<picture><source srcset=b.webp><img data-track=open src=https://e.example/a.png></picture>",
        "<!--[if mso]><img data-track=open src=https://e.example/a.png><![endif]-->",
        "<p data-track=open>x</p>"
      })
  void otherImagesStayAndAPixelIsAdded(String html) {
    Instrumented mail = Instrumented.of("<body>" + html + "</body>");

    mail.check();
    assertThat(mail.pixels()).hasSize(1);
    assertThat(mail.images()).isEmpty();
  }

  /** Found by FuzzInstrument: behind an open quote, the trial pixel's quotes ended the tag. */
  @Test
  void anImageWhoseTagDoesNotEndCarriesNothing() {
    Instrumented mail =
        Instrumented.of("<p>x</p></body><img data-track=open src=\"https://e.example/a.png\" x=\"");

    assertThat(mail.pixels()).hasSize(1);
    assertThat(mail.isSeen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Chart of climate change: impact | https://e.example/x/IMG_1.png | chart-of-climate-change-impact.png",
        "'' | https://e.example/x/Sales_Chart%202026.JPEG?w=1 | sales-chart-202026.jpeg",
        "Gr\u00f6\u00dfe \u00c5ngstr\u00f6m | https://e.example/a.gif | grosse-angstrom.gif",
        "\u56fe\u8868 | https://e.example/chart.webp#x | chart.webp",
        "\u56fe\u8868 | https://e.example/\u56fe.png | image.png",
        "'' | https://e.example | image",
        "'' | https://e.example/ | image",
        "'' | https://e.example/render?id=7 | render",
        "photo.png | https://e.example/a.png | photo.png",
        "../../etc/passwd | https://e.example/a | etc-passwd",
        "a.b.c | https://e.example/x.tar.gz | a-b-c.gz"
      })
  void theNameSaysWhatTheImageShows(String alt, String address, String name) {
    assertThat(ImageNames.of(alt, address)).isEqualTo(name);
  }

  @Test
  void aLongNameIsCutAtAWord() {
    String name = ImageNames.of("planetary damage ".repeat(1_000), "https://e.example/a.png");

    assertThat(name).hasSizeBetween(60, 80).endsWith(".png").matches("[a-z-]+\\.png");
    assertThat(ImageNames.of("x".repeat(200), "https://e.example/a.png")).hasSize(80);
  }
}
