package org.trueopen.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** When people are awake, and when a shop's single mails go out. */
final class DayRhythm {

  private static final int MORNING = 7;
  private static final int BEDTIME = 23;

  /**
   * Single mails by hour of day, UTC: little at night, a peak before noon and a higher one in the
   * evening, as shops see it.
   */
  private static final double[] MAILS_BY_HOUR = {
    2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 13, 13, 12, 11, 11, 11, 12, 13, 15, 16, 14, 10, 6, 4
  };

  private DayRhythm() {}

  /** When a hit happens: people who would be asleep do it in the following morning instead. */
  static Instant at(Instant sent, PlannedHit hit, int utcOffsetHours) {
    Instant visit = sent.plus(hit.visit());
    Instant awake = hit.label().keepsPeoplesHours() ? awake(visit, utcOffsetHours) : visit;
    return awake.plus(hit.within());
  }

  /** The same instant by day; by night, a moment of the next morning that is the same each time. */
  static Instant awake(Instant at, int utcOffsetHours) {
    ZonedDateTime local = at.atZone(ZoneOffset.ofHours(utcOffsetHours));
    int hour = local.getHour();
    if (hour >= MORNING && hour < BEDTIME) {
      return at;
    }
    ZonedDateTime morning =
        (hour >= BEDTIME ? local.plusDays(1) : local)
            .toLocalDate()
            .atTime(MORNING, 0)
            .atZone(local.getZone());
    // The night's order is kept: eight hours of it are laid over the first two of the morning.
    Duration sinceBedtime = Duration.between(morning.minusHours(8), local);
    return morning.plus(sinceBedtime.dividedBy(4)).toInstant();
  }

  /** The share of a day's single mails that goes out in that hour, 0 to 1. */
  static double shareOfMails(int utcHour) {
    double sum = 0;
    for (double weight : MAILS_BY_HOUR) {
      sum += weight;
    }
    return MAILS_BY_HOUR[utcHour] / sum;
  }
}
