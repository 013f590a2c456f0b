package org.trueopen.ingest.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What follows {@code MAIL} or {@code RCPT}: a path and parameters (RFC 5321 section 4.1.2).
 *
 * @param address without angle brackets and source route; empty for the null sender
 * @param parameters by name in upper case; empty values where there is none
 */
record EnvelopeCommand(String address, Map<String, String> parameters) {

  /** Longer ones are refused; RFC 5321 section 4.5.3.1.3 asks for 256. */
  private static final int MAX_ADDRESS = 320;

  /** Why a command's argument cannot be used, as the reply to it. */
  static final class BadArgumentException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Reply reply;

    BadArgumentException(Reply reply) {
      super(reply.toString(), null, false, false);
      this.reply = reply;
    }

    Reply reply() {
      return reply;
    }
  }

  /**
   * @param argument all after the verb
   * @param keyword {@code FROM:} or {@code TO:}
   * @param badAddress the enhanced code of an address that cannot be read
   */
  static EnvelopeCommand parse(String argument, String keyword, String badAddress)
      throws BadArgumentException {
    if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
      throw bad("5.5.4", "expected " + keyword + "<address>");
    }
    String rest = argument.substring(keyword.length()).strip();
    if (rest.chars().anyMatch(c -> c > 126)) {
      throw new BadArgumentException(
          Reply.of(553, "5.6.7", "addresses beyond ASCII (SMTPUTF8) are not supported"));
    }
    if (rest.chars().anyMatch(c -> c < ' ')) {
      throw bad(badAddress, "a control character stands in the address");
    }
    int end = endOfPath(rest);
    if (end <= 0) {
      throw bad(badAddress, "expected " + keyword + "<address>");
    }
    String address = address(rest.substring(0, end));
    check(address, badAddress);
    return new EnvelopeCommand(address, parameters(rest.substring(end)));
  }

  private static BadArgumentException bad(String enhanced, String text) {
    return new BadArgumentException(Reply.of(501, enhanced, text));
  }

  /** Where the path ends: after its closing bracket or, for those who omit brackets, at a blank. */
  private static int endOfPath(String text) {
    boolean bracketed = text.startsWith("<");
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && bracketed && c == '>') {
        return i + 1;
      } else if (!quoted && !bracketed && c == ' ') {
        return i;
      }
    }
    return bracketed || quoted ? -1 : text.length();
  }

  private static String address(String path) {
    String address = path.startsWith("<") ? path.substring(1, path.length() - 1) : path;
    // A source route, which RFC 5321 section 3.3 wants accepted and ignored.
    return address.startsWith("@") && address.contains(":")
        ? address.substring(address.indexOf(':') + 1)
        : address;
  }

  private static void check(String address, String badAddress) throws BadArgumentException {
    if (address.length() > MAX_ADDRESS) {
      throw bad(badAddress, "the address is longer than " + MAX_ADDRESS + " characters");
    }
    int at = address.lastIndexOf('@');
    String local = at < 0 ? address : address.substring(0, at);
    String domain = at < 0 ? "" : address.substring(at + 1);
    boolean quoted = local.length() > 1 && local.startsWith("\"") && local.endsWith("\"");
    boolean goodLocal = quoted || local.chars().noneMatch(c -> " <>\"(),:;@\\".indexOf(c) >= 0);
    boolean goodDomain = domain.chars().noneMatch(c -> " <>\"(),;@\\".indexOf(c) >= 0);
    if (!goodLocal || !goodDomain || (at >= 0 && (local.isEmpty() || domain.isEmpty()))) {
      throw bad(badAddress, "the address cannot be read");
    }
  }

  private static Map<String, String> parameters(String text) throws BadArgumentException {
    if (!text.isEmpty() && text.charAt(0) != ' ') {
      throw bad("5.5.4", "expected a blank after the address");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String word : text.strip().split(" +", -1)) {
      if (!word.isEmpty()) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        parameters.put(name.toUpperCase(Locale.ROOT), equals < 0 ? "" : word.substring(equals + 1));
      }
    }
    return parameters;
  }
}
