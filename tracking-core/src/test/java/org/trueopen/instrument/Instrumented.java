package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.trueopen.event.GoldenFiles;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.token.Decoding;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/** A mail with its pixel and tracked links, and what can be asked of it. */
record Instrumented(String source, HtmlTemplate template, String html) {

  static final LinkRules RULES = new LinkRules(Set.of("excluded.example"));

  private static final TokenCodec TOKENS = new TokenCodec(GoldenFiles.ring());
  private static final TrackingUrls URLS = new TrackingUrls(TOKENS, "https://t.example");
  private static final AccountId ACCOUNT = new AccountId("acme");
  private static final DeliveryId DELIVERY = new DeliveryId("01K9A2B3C4D5E6F7G8H9J0KMNP");
  private static final Pattern LINK = Pattern.compile("https://t\\.example/c/([A-Za-z0-9_-]+)");
  private static final Pattern PIXEL =
      Pattern.compile("<img src=\"https://t\\.example/o/([A-Za-z0-9_-]+)\\.gif\"[^>]*>");

  static Instrumented of(String html) {
    HtmlTemplate template = HtmlTemplate.parse(html, RULES);
    String pixel = URLS.pixel(new Token.Open(ACCOUNT, DELIVERY, 7));
    return new Instrumented(
        html,
        template,
        template.render(
            pixel,
            link ->
                URLS.link(
                    new Token.Click(ACCOUNT, DELIVERY, 7, link, template.links().get(link)))));
  }

  /** The destinations in the order of the text, each from its token. */
  List<String> destinations() {
    List<String> result = new ArrayList<>();
    Matcher matcher = LINK.matcher(html);
    while (matcher.find()) {
      assertThat(TOKENS.decodeClick(matcher.group(1))).isInstanceOf(Decoding.Decoded.class);
      Decoding.Decoded decoded = (Decoding.Decoded) TOKENS.decodeClick(matcher.group(1));
      Token.Click click = (Token.Click) decoded.token();
      assertThat(click.link()).as("links are numbered as they stand").isEqualTo(result.size());
      result.add(click.destination());
    }
    return result;
  }

  /** Where pixels stand. */
  List<Integer> pixels() {
    return PIXEL.matcher(html).results().map(match -> match.start()).toList();
  }

  /** Everything a sender may rely on, whatever the mail looks like. */
  void check() {
    assertThat(template.render(null, null)).isEqualTo(source);
    assertThat(destinations()).isEqualTo(template.links());
    assertThat(pixels()).hasSize(1);
    String unpixelled = PIXEL.matcher(html).replaceAll("");
    assertThat(template.render("https://p.example/x.gif", null))
        .as("pixel alone")
        .hasSize(template.render("", null).length() + "https://p.example/x.gif".length());
    assertEditsAreAddressesOnly(unpixelled);
  }

  /** Walks both texts side by side: between the edits they must be equal. */
  private void assertEditsAreAddressesOnly(String edited) {
    String[] kept = LINK.split(edited, -1);
    int at = 0;
    for (int i = 0; i < kept.length; i++) {
      assertThat(source.startsWith(kept[i], at))
          .as("text after edit %d is kept: \"%s\"", i, kept[i])
          .isTrue();
      at += kept[i].length();
      if (i + 1 < kept.length) {
        at = endOfAddress(at, template.links().get(i), kept[i + 1]);
      }
    }
    assertThat(at).as("nothing of the source is missing").isEqualTo(source.length());
  }

  private int endOfAddress(int from, String address, String next) {
    for (int end = from; end <= source.length(); end++) {
      if (source.startsWith(next, end)
          && Parser.unescapeEntities(source.substring(from, end), true).strip().equals(address)) {
        return end;
      }
    }
    throw new AssertionError("the address " + address + " does not stand at " + from);
  }
}
