package org.trueopen.ingest.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SMTP reply: a code (RFC 5321 section 4.2), an enhanced code (RFC 3463) and words.
 *
 * @param enhanced of the same class as the code; empty for the few replies that have none
 * @param lines printable ASCII, at least one
 */
record Reply(int code, String enhanced, List<String> lines) {

  /** Longest words in one line: RFC 5321 section 4.5.3.1.5 allows 512 octets with all around. */
  private static final int MAX_TEXT = 480;

  private static final Pattern ENHANCED =
      Pattern.compile("([245])\\.(\\d{1,3})\\.(\\d{1,3})(?:[ \\t]+|$)");

  Reply {
    lines = lines.stream().map(Reply::printable).toList();
  }

  static Reply of(int code, String enhanced, String text) {
    return new Reply(code, enhanced, List.of(text));
  }

  /**
   * What another server said, on one line of ours.
   *
   * @param answer its lines as they came, codes and all
   */
  static Reply heard(int code, List<String> answer) {
    String enhanced = code / 100 + ".0.0";
    List<String> texts = new ArrayList<>();
    for (String line : answer) {
      String text = line.length() > 4 ? line.substring(4).strip() : "";
      Matcher matcher = ENHANCED.matcher(text);
      if (matcher.lookingAt()) {
        if (text.charAt(0) - '0' == code / 100) {
          enhanced = matcher.group().strip();
        }
        text = text.substring(matcher.end());
      }
      if (!text.isBlank()) {
        texts.add(text);
      }
    }
    return of(code, enhanced, texts.isEmpty() ? "no reason given" : String.join(" ", texts));
  }

  boolean positive() {
    return code / 100 == 2;
  }

  boolean temporary() {
    return code / 100 == 4;
  }

  boolean permanent() {
    return code / 100 == 5;
  }

  String text() {
    return String.join(" ", lines);
  }

  /** The same words under another code. */
  Reply as(int otherCode) {
    String other = enhanced.isEmpty() ? enhanced : otherCode / 100 + enhanced.substring(1);
    return new Reply(otherCode, other, lines);
  }

  /** As sent, without the last line's end. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      text.append(code).append(last ? ' ' : '-');
      if (!enhanced.isEmpty()) {
        text.append(enhanced).append(' ');
      }
      text.append(lines.get(i)).append(last ? "" : "\r\n");
    }
    return text.toString();
  }

  /** Nothing another server says may end our line or reach a terminal as more than text. */
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_TEXT));
    for (int i = 0; i < text.length() && clean.length() < MAX_TEXT; i++) {
      char c = text.charAt(i);
      clean.append(c >= ' ' && c < 127 ? c : c == '\t' ? ' ' : '?');
    }
    return clean.toString();
  }
}
