package org.trueopen.job.ledger;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long the job remembers a delivery. While it remembers, hits are judged in whatever order they
 * come; while only the remainder is left, they are late.
 *
 * @param memory after the last event of a delivery; until then all its hits are judged together
 * @param remainder after that, how long it is still known that there was one, and whose
 */
public record Retention(Duration memory, Duration remainder) implements Serializable {

  /**
   * Opens of a mail have all but ended after three months. The remainder makes it a year, as long
   * as most people look back.
   */
  public static final Retention DEFAULT = new Retention(Duration.ofDays(90), Duration.ofDays(275));
}
