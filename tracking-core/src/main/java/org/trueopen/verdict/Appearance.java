package org.trueopen.verdict;

import java.time.Instant;

/**
 * What one delivery looks like within a {@link Scope}: what was done with it from a network, or
 * from anywhere straight, told without any threshold. Hits behind image proxies and Apple's relay
 * take no part, as their network is not the reader's.
 *
 * @param recipient the recipient's keyed hash
 * @param at when the last of these hits came
 * @param firstMillis how long after delivery the first of them came
 * @param lastMillis likewise, the last
 * @param opens how many were opens
 * @param links how many different links were followed
 * @param linked whether the delivery has tracked links
 * @param sweepMillis the shortest time in which one network followed three different links of the
 *     delivery, or all links of a mail with two; {@link #NO_SWEEP} if none here did
 * @param spreadMillis likewise, whichever networks they were followed from, if one was from here
 * @param machine whether one of them is a scanner's by itself
 */
public record Appearance(
    Scope scope,
    String deliveryId,
    long recipient,
    Instant at,
    long firstMillis,
    long lastMillis,
    int opens,
    int links,
    boolean linked,
    long sweepMillis,
    long spreadMillis,
    boolean machine) {

  public static final long NO_SWEEP = Long.MAX_VALUE;

  /** What a recipient's deliveries make of them, as a crowd's rules see it. */
  public enum Look {
    /** Links were swept, or a scanner gave itself away. */
    SCANNED,
    /** All there is came right after delivery. */
    EARLY,
    /** None of that: somebody who takes their time and what they like. */
    PERSON
  }

  Look look(Rules rules) {
    if (machine
        || sweepMillis <= rules.window(Threshold.SWEEP_WINDOW).toMillis()
        || spreadMillis <= rules.window(Threshold.SPREAD_WINDOW).toMillis()) {
      return Look.SCANNED;
    }
    return isWithin(lastMillis, rules) ? Look.EARLY : Look.PERSON;
  }

  /** Whether it began right after delivery, however it went on. */
  boolean isPrompt(Rules rules) {
    return isWithin(firstMillis, rules);
  }

  private static boolean isWithin(long millis, Rules rules) {
    return millis <= rules.window(Threshold.IN_STEP_WINDOW).toMillis();
  }
}
