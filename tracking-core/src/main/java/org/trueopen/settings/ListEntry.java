package org.trueopen.settings;

import java.util.Optional;

/**
 * An entry that an account adds to the signal lists, with all that an entry there says of itself.
 *
 * @param match {@code network}, or {@code exact} or {@code contains} for a user agent
 * @param pattern a network in CIDR text, or a user agent or part of one
 * @param name of the networks' owner, or of the client
 * @param verdict a class of {@code org.trueopen.verdict.VerdictClass}, or {@code -} for a network
 *     that only backs up user agents
 * @param scope {@code opens}, {@code clicks} or {@code both}
 * @param certainty percent
 * @param source where it was learned
 * @param date when it was last looked at, as 2026-11-01
 */
public record ListEntry(
    String match,
    String pattern,
    String name,
    String verdict,
    String scope,
    int certainty,
    String source,
    String date) {

  private static final int FIELDS = 8;

  /** On one line, with tabs between, as in the lists. */
  public String text() {
    return String.join(
        "\t", match, pattern, name, verdict, scope, Integer.toString(certainty), source, date);
  }

  /** Reads {@link #text}; empty if it is none. Its fields may hold anything. */
  public static Optional<ListEntry> parse(String text) {
    String[] fields = text.split("\t", -1);
    if (fields.length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ListEntry(
              fields[0],
              fields[1],
              fields[2],
              fields[3],
              fields[4],
              Integer.parseInt(fields[5]),
              fields[6],
              fields[7]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
