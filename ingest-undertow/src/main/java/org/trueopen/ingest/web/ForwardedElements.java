package org.trueopen.ingest.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code for} parameters of a {@code Forwarded} header, RFC 7239 section 4. Undertow's
 * own reading keeps the first of them only, which is whatever the client has written.
 */
final class ForwardedElements {

  /** What stands for an element that says nothing of use. */
  static final String UNKNOWN = "unknown";

  private final String line;
  private int at;

  private ForwardedElements(String line) {
    this.line = line;
  }

  /**
   * The nodes in their order; {@link #UNKNOWN} for an element without one. A line that cannot be
   * read is one such element: what it says could be anybody's word.
   */
  static List<String> nodes(String line) {
    List<String> nodes = new ForwardedElements(line).read();
    return nodes == null ? List.of(UNKNOWN) : nodes;
  }

  private @Nullable List<String> read() {
    List<String> nodes = new ArrayList<>();
    while (true) {
      skipBlanks();
      if (at == line.length()) {
        return nodes;
      }
      if (line.charAt(at) == ',') {
        at++;
        continue;
      }
      String node = element();
      if (node == null) {
        return null;
      }
      nodes.add(node);
    }
  }

  /** Reads pairs until a comma or the end; null if they cannot be read. */
  private @Nullable String element() {
    String node = UNKNOWN;
    while (at < line.length() && line.charAt(at) != ',') {
      String name = token();
      if (name.isEmpty() || at == line.length() || line.charAt(at++) != '=') {
        return null;
      }
      String value = at < line.length() && line.charAt(at) == '"' ? quoted() : token();
      if (value == null || value.isEmpty()) {
        return null;
      }
      if (name.equalsIgnoreCase("for")) {
        node = value;
      }
      skipBlanks();
      if (at < line.length() && line.charAt(at) == ';') {
        at++;
        skipBlanks();
      } else if (at < line.length() && line.charAt(at) != ',') {
        return null;
      }
    }
    return node;
  }

  private String token() {
    int begin = at;
    while (at < line.length() && isTokenChar(line.charAt(at))) {
      at++;
    }
    return line.substring(begin, at);
  }

  private @Nullable String quoted() {
    StringBuilder text = new StringBuilder();
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '"') {
        at++;
        return text.toString();
      }
      if (c == '\\' && ++at == line.length()) {
        return null;
      }
      text.append(line.charAt(at));
    }
    return null;
  }

  /**
   * A token of RFC 9110 section 5.6.2; a colon too, since addresses with a port are often sent
   * without the quotes they need.
   */
  private static boolean isTokenChar(char c) {
    return c > 0x20 && c < 0x7F && "\"(),/;<=>?@[\\]{}".indexOf(c) < 0;
  }

  private void skipBlanks() {
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
  }

  /**
   * The address of a node, section 6: without a port and brackets; what is no address stays as it
   * is and will not be read as one.
   */
  static String address(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      boolean whole = end > 0 && (end == node.length() - 1 || isPort(node.substring(end + 1)));
      return whole ? node.substring(1, end) : UNKNOWN;
    }
    int colon = node.indexOf(':');
    if (colon < 0) {
      return node;
    }
    return isPort(node.substring(colon)) ? node.substring(0, colon) : UNKNOWN;
  }

  /** Digits, or obfuscated. */
  private static boolean isPort(String text) {
    return text.matches(":(\\d{1,5}|_[A-Za-z0-9._-]+)");
  }
}
