package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.token.TokenCodec;

class LinkRulesTest {

  private static final LinkRules RULES = Instrumented.RULES;

  @ParameterizedTest
  @CsvSource({
    "https://e.example, e.example",
    "HTTPS://E.Example/, e.example",
    "http://e.example:8080?x, e.example",
    "http://e.example:/x, e.example",
    "https://user:p@ss@e.example/@x, e.example",
    "https://[2001:db8::1]/x, [2001:db8::1]",
    "https://[2001:DB8::1]:8443, [2001:db8::1]",
    "https://m\u00fcnchen.example/, xn--mnchen-3ya.example",
    "https://M\u00dcNCHEN.example./, xn--mnchen-3ya.example",
    "https://\u4f8b\u3048.example#x, xn--r8jz45g.example",
    "https://under_score.e.example/a b?c=|, under_score.e.example",
    "https://e.example\\path, e.example"
  })
  void theHostIsReadAsBrowsersDo(String url, String host) {
    assertThat(WebAddress.read(url).orElseThrow().host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://",
        "https:///path",
        "https://?x",
        "https://user@/",
        "https://:80/",
        "https://a b/",
        "https:e.example",
        "https:/e.example",
        "//e.example",
        "ftp://e.example",
        "xhttps://e.example",
        " https://e.example",
        ""
      })
  void whatHasNoHostIsNoWebAddress(String url) {
    assertThat(WebAddress.read(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://excluded.example/, false",
    "https://www.EXCLUDED.example./, false",
    "https://a.b.excluded.example:8080/x, false",
    "https://user@excluded.example/x, false",
    "https://notexcluded.example/, true",
    "https://excluded.example.org/, true",
    "https://e.example/?u=https://excluded.example/, true",
    "https://m\u00fcnchen.example/, false",
    "https://www.xn--mnchen-3ya.example/, false"
  })
  void excludedHostsExcludeTheirSubdomains(String url, boolean tracked) {
    assertThat(RULES.tracks(url)).isEqualTo(tracked);
  }

  @ParameterizedTest
  @CsvSource({
    "https://lists.example/leave?u=1&l=2, false",
    "HTTPS://Lists.Example/leave?u=1&l=2#top, false",
    "https://lists.example/leave?u=1&l=3, true",
    "https://lists.example/Leave?u=1&l=2, true",
    "https://e.example/unsub/7, false",
    "https://e.example/opt-out, false",
    "https://e.example/sunsub/adopt-outer, true"
  })
  void unsubscribeTargetsAreLeft(String url, boolean tracked) {
    assertThat(RULES.tracks(url)).isEqualTo(tracked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://e.example/{{x}}",
        "https://e.example/{% x %}",
        "https://e.example/*|X|*",
        "https://e.example/%%x%%",
        "https://e.example/<%= x %>",
        "https://e.example/${x}",
        "https://e.example/#{x}",
        "https://e.example/{contactfield=x}",
        "https://e.example/{unsubscribe_token}",
        "https://e.example/%recipient.id%",
        "https://e.example/[[x]]",
        "https://e.example/%7B%7Bx%7D%7D",
        "https://e.example/a\rb",
        "https://e.example/a\u007fb",
        "https://e.example/a\u009fb",
        "https://e.example/\ud800",
        "https://e.example/\udc00\ud800"
      })
  void placeholdersAndWhatNoHeaderMayHoldAreLeft(String url) {
    assertThat(RULES.tracks(url)).isFalse();
    assertThat(RULES.tracksImage(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://e.example/caf%C3%A9toile%20x",
        "https://e.example/?filter={\"a\":1}",
        "https://e.example/?a[b]=1&c[]=2",
        "https://e.example/100%/x",
        "https://e.example/#fragment",
        "https://e.example/\ud83d\ude00 \u00fc"
      })
  void oddAddressesThatWorkAreTracked(String url) {
    assertThat(RULES.tracks(url)).isTrue();
  }

  @Test
  void theLongestDestinationOfATokenIsTrackedAndNoLongerOne() {
    String start = "https://e.example/";
    int room = TokenCodec.MAX_DESTINATION_BYTES - start.length();

    assertThat(RULES.tracks(start + "x".repeat(room))).isTrue();
    assertThat(RULES.tracks(start + "x".repeat(room + 1))).isFalse();
    assertThat(RULES.tracks(start + "\u00fc".repeat(room / 2))).isTrue();
    assertThat(RULES.tracks(start + "\ud83d\ude00".repeat(room / 4 + 1))).isFalse();
  }

  @Test
  void rulesAreComparedAsTheyAreApplied() {
    assertThat(new LinkRules(Set.of("E.Example."), Set.of("HTTP://E.Example/x#y")))
        .isEqualTo(new LinkRules(Set.of("e.example"), Set.of("http://e.example/x")));
  }
}
