package org.trueopen.standalone.demo;

import java.time.Duration;

/**
 * How fast life goes by in live traffic: hours become minutes. A mail that a scanner looks into
 * passes its first moments as in life, because that is when scanners act and what they are known
 * by. The seconds within a visit are never changed.
 *
 * @param asInLife how long after delivery nothing is hurried, if a scanner is about
 * @param speed how many times faster than life it goes otherwise, at least 1
 */
public record Pace(Duration asInLife, double speed) {

  public Pace {
    if (asInLife.isNegative() || speed < 1) {
      throw new IllegalArgumentException(
          "a pace is a time of zero or more and a speed of at least 1, found "
              + asInLife
              + " and "
              + speed);
    }
  }

  /** A scanner's minute as in life, then an hour in half a minute. */
  public static Pace standard() {
    return new Pace(Duration.ofMinutes(1), 120);
  }

  /**
   * From delivery to the request, as played.
   *
   * @param scanned whether a scanner looks into the same delivery
   */
  Duration delay(PlannedHit hit, boolean scanned) {
    Duration calm = scanned ? asInLife : Duration.ZERO;
    Duration beyond = hit.visit().minus(calm);
    if (!beyond.isPositive()) {
      return hit.delay();
    }
    return calm.plusMillis((long) (beyond.toMillis() / speed)).plus(hit.within());
  }
}
