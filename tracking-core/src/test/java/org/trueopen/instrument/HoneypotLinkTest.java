package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The link that no reader sees. */
class HoneypotLinkTest {

  private static final String URL = "https://t.example/c/trap";
  private static final String LINK =
      "<a href=\"" + URL + "\" tabindex=\"-1\" aria-hidden=\"true\"></a>";

  @Test
  void itStandsBeforeThePixelAtTheEndAndHasNothingToSeeReadOrReach() {
    String html = "<html><body><p>Hi <a href=\"https://e.example/\">x</a></p></body></html>";

    Document copy = Jsoup.parse(render(html, true));

    Element trap = copy.select("a").getLast();
    assertThat(trap.attr("href")).isEqualTo(URL);
    assertThat(trap.attr("tabindex")).isEqualTo("-1");
    assertThat(trap.attr("aria-hidden")).isEqualTo("true");
    assertThat(trap.hasAttr("style")).as("a style that hides is what filters look for").isFalse();
    assertThat(trap.childNodes()).isEmpty();
    assertThat(trap.nextElementSiblings()).extracting(Element::tagName).containsExactly("img");
    assertThat(copy.text()).isEqualTo(Jsoup.parse(html).text());
  }

  @Test
  void allElseStaysAsItIsWithoutIt() {
    String html =
        "<p><a href=\"https://e.example/\">x</a></p><img data-track=open src=https://e.example/a.png alt=a>";

    assertThat(render(html, true).replace(LINK, "")).isEqualTo(render(html, false));
    assertThat(render(html, true)).containsOnlyOnce(LINK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>No link</p>",
        "<a href=\"mailto:a@e.example\">x</a>",
        "<a data-track=\"off\" href=\"https://e.example/\">x</a>",
        ""
      })
  void mailWithoutTrackedLinksHasNone(String html) {
    assertThat(render(html, true)).doesNotContain(URL);
  }

  @Test
  void textNeverHasOne() {
    TextTemplate text =
        TextTemplate.parse("See https://e.example/", new LinkRules(Set.of(), Set.of()));

    assertThat(text.render(new Trap(Copy.full(text.links()), true), 0)).doesNotContain(URL);
  }

  private static String render(String html, boolean trap) {
    HtmlTemplate template = HtmlTemplate.parse(html, new LinkRules(Set.of(), Set.of()));
    return template.render(new Trap(Copy.full(template.links()), trap), 0);
  }

  private record Trap(RecipientUrls urls, boolean trap) implements RecipientUrls {

    @Override
    public @Nullable String pixel() {
      return urls.pixel();
    }

    @Override
    public @Nullable String earlyPixel() {
      return urls.earlyPixel();
    }

    @Override
    public String image(String destination, String name) {
      return urls.image(destination, name);
    }

    @Override
    public @Nullable String link(int number) {
      return urls.link(number);
    }

    @Override
    public @Nullable String honeypot() {
      return trap ? URL : null;
    }

    @Override
    public String optOut() {
      return urls.optOut();
    }
  }
}
