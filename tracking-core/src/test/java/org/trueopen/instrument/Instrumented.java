package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.trueopen.token.Decoding;
import org.trueopen.token.Token;

/** A mail with its pixel and tracked links, and what can be asked of it. */
record Instrumented(String source, HtmlTemplate template, String html) {

  static final LinkRules RULES =
      new LinkRules(
          Set.of("excluded.example", "M\u00fcnchen.example"),
          Set.of("https://lists.example/leave?u=1&l=2"));

  private static final Pattern PIXEL =
      Pattern.compile("<img src=\"https://t\\.example/o/([A-Za-z0-9_-]+)\\.gif\"[^>]*>");
  private static final Pattern REPLACED =
      Pattern.compile(
          "https://t\\.example/(?:(c)/([\\w-]+)|(i)/([\\w-]+)/[a-z0-9.-]+)|"
              + Pattern.quote(Copy.OPT_OUT_URL));

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i:https?://)?(?i:%7b%7b|\\{\\{) {0,3}trueopen_opt_out_url {0,3}(?i:%7d%7d|}})");

  static Instrumented of(String html) {
    HtmlTemplate template = HtmlTemplate.parse(html, RULES);
    return new Instrumented(html, template, template.render(Copy.full(template.links()), 0));
  }

  /** The same with a second pixel at the beginning. */
  Instrumented withEarlyPixel() {
    return new Instrumented(
        source, template, template.render(Copy.withEarlyPixel(template.links()), 0));
  }

  /** The destinations in the order of the text, each from its token. */
  List<String> destinations() {
    return destinations(html);
  }

  static List<String> destinations(String html) {
    List<String> result = new ArrayList<>();
    for (Matcher matcher = REPLACED.matcher(html); matcher.find(); ) {
      if (matcher.group(1) != null) {
        Token.Click click = (Token.Click) decoded(Copy.TOKENS.decodeClick(matcher.group(2)));
        assertThat(click.link()).as("links are numbered as they stand").isEqualTo(result.size());
        result.add(click.destination());
      }
    }
    return result;
  }

  /** The places that were replaced: what the source says in each, decoded. */
  private static String original(Matcher replaced) {
    if (replaced.group(1) != null) {
      return ((Token.Click) decoded(Copy.TOKENS.decodeClick(replaced.group(2)))).destination();
    }
    if (replaced.group(3) != null) {
      return ((Token.Image) decoded(Copy.TOKENS.decodeImage(replaced.group(4)))).destination();
    }
    return Copy.OPT_OUT_URL;
  }

  private static Token decoded(Decoding decoding) {
    assertThat(decoding).isInstanceOf(Decoding.Decoded.class);
    return ((Decoding.Decoded) decoding).token();
  }

  /** The source with the recipient's opt-out address in place of the placeholder. */
  static String withOptOut(String source) {
    return withOptOut(source, true);
  }

  static String withOptOut(String source, boolean html) {
    return PLACEHOLDER
        .matcher(source)
        .replaceAll(
            found -> {
              String before = source.substring(0, found.start());
              boolean makesATag = html && (before.endsWith("<") || before.endsWith("</"));
              return Matcher.quoteReplacement(makesATag ? found.group() : Copy.OPT_OUT_URL);
            });
  }

  /** Where pixels stand. */
  List<Integer> pixels() {
    return PIXEL.matcher(html).results().map(match -> match.start()).toList();
  }

  /** Which of the pixels are early ones. */
  List<Boolean> early() {
    return PIXEL
        .matcher(html)
        .results()
        .map(match -> ((Token.Open) decoded(Copy.TOKENS.decodeOpen(match.group(1)))).early())
        .toList();
  }

  /** Where the images are that carry the open. */
  List<String> images() {
    return Jsoup.parse(html).select("img[src^=https://t.example/i/]").eachAttr("src");
  }

  /** Everything a sender may rely on, whatever the mail looks like. */
  void check() {
    String untracked = withOptOut(source);
    assertThat(template.render(Copy.untracked(), 0)).as("an untracked copy").isEqualTo(untracked);
    assertThat(destinations()).isEqualTo(template.links());
    boolean image = html.contains("https://t.example/i/");
    assertThat(pixels()).hasSize(image ? 0 : 1);
    assertOnlyAddressesDiffer(source, PIXEL.matcher(html).replaceAll(""), Instrumented::asHtml);
    checkEarlyPixel(image);
    SameDom.check(untracked, template.render(Copy.clicksOnly(template.links()), 0));
  }

  private void checkEarlyPixel(boolean image) {
    Instrumented both = withEarlyPixel();
    assertOnlyAddressesDiffer(
        source, PIXEL.matcher(both.html()).replaceAll(""), Instrumented::asHtml);
    if (image) {
      assertThat(both.early()).containsExactly(true);
    } else if (both.early().size() == 1) {
      assertThat(both.early()).as("where there is one place only").containsExactly(false);
    } else {
      assertThat(both.early()).containsExactly(true, false);
    }
  }

  /** A mail client's parser finds the pixels. */
  boolean isSeen() {
    return seen(html) && seen(withEarlyPixel().html());
  }

  private static boolean seen(String html) {
    Stream<Element> images =
        Jsoup.parse(html)
            .select("img[src^=https://t.example/o/], img[src^=https://t.example/i/]")
            .stream();
    return images.filter(image -> image.closest("template,select") == null).count()
        == PIXEL.matcher(html).results().count() + (html.contains("https://t.example/i/") ? 1 : 0);
  }

  /** Walks both texts side by side: between the edits they must be equal. */
  static void assertOnlyAddressesDiffer(
      String source, String edited, UnaryOperator<String> decode) {
    int at = 0;
    int from = 0;
    String address = null;
    Matcher matcher = REPLACED.matcher(edited);
    while (true) {
      boolean more = matcher.find();
      String kept = edited.substring(from, more ? matcher.start() : edited.length());
      if (address != null) {
        at = endOfAddress(source, at, address, kept, decode);
      }
      assertThat(source.startsWith(kept, at)).as("text is kept: \"%s\"", kept).isTrue();
      at += kept.length();
      if (!more) {
        break;
      }
      address = original(matcher);
      from = matcher.end();
    }
    assertThat(at).as("nothing of the source is missing").isEqualTo(source.length());
  }

  private static int endOfAddress(
      String source, int from, String address, String next, UnaryOperator<String> decode) {
    int longest = Math.min(source.length(), from + address.length() * 10 + 100);
    for (int end = from; end <= longest; end++) {
      if (source.startsWith(next, end)
          && withOptOut(decode.apply(source.substring(from, end))).trim().equals(address)) {
        return end;
      }
    }
    throw new AssertionError("the address " + address + " does not stand at " + from);
  }

  private static String asHtml(String text) {
    return Parser.unescapeEntities(text, true);
  }
}
