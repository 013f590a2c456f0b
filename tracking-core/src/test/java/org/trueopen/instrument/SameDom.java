package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.LeafNode;
import org.jsoup.nodes.Node;
import org.trueopen.token.Decoding;
import org.trueopen.token.Token;

/** Compares what a parser makes of a mail before and after, but for the intended edits. */
final class SameDom {

  private static final Pattern CONDITIONAL = Pattern.compile("^\\s*\\[if\\b[^\\]>]*\\]>");
  private static final Pattern LINK = Pattern.compile("https://t\\.example/c/([\\w-]+)");
  private static final Pattern IMAGE =
      Pattern.compile("https://t\\.example/i/([\\w-]+)/[a-z0-9.-]+");

  private SameDom() {}

  static void check(String before, String after) {
    assertThat(lines(after)).isEqualTo(lines(before));
  }

  /** Every node and attribute, one a line, with the tokens' destinations in their places. */
  private static List<String> lines(String html) {
    List<String> result = new ArrayList<>();
    Jsoup.parse(html).traverse((node, depth) -> add(node, depth, result));
    return result;
  }

  private static void add(Node node, int depth, List<String> result) {
    if (node instanceof Comment comment) {
      Matcher condition = CONDITIONAL.matcher(comment.getData());
      if (condition.lookingAt()) {
        result.add(depth + " comment " + condition.group());
        result.addAll(lines(comment.getData().substring(condition.end())));
        return;
      }
    }
    result.add(depth + " " + node.nodeName() + text(node));
    if (node instanceof Element element) {
      for (Attribute attribute : element.attributes()) {
        result.add(depth + " @" + attribute.getKey() + "=" + original(attribute));
      }
    }
  }

  private static String text(Node node) {
    return node instanceof LeafNode ? " " + node.outerHtml() : "";
  }

  private static String original(Attribute attribute) {
    String value = attribute.getValue();
    Matcher link = LINK.matcher(value);
    if (attribute.getKey().equals("href") && link.matches()) {
      Decoding.Decoded decoded = (Decoding.Decoded) Copy.TOKENS.decodeClick(link.group(1));
      return ((Token.Click) decoded.token()).destination();
    }
    Matcher image = IMAGE.matcher(value);
    if (attribute.getKey().equals("src") && image.matches()) {
      Decoding.Decoded decoded = (Decoding.Decoded) Copy.TOKENS.decodeImage(image.group(1));
      return ((Token.Image) decoded.token()).destination();
    }
    boolean address = attribute.getKey().equals("href") || attribute.getKey().equals("src");
    return address ? value.trim() : value;
  }
}
