package org.trueopen.benchmarks.heldout;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.trueopen.benchmarks.world.Draws;

/** When somebody looks at new mail: after a while, and only when they are at it. */
enum Rhythm {
  /** The phone is never far. */
  PHONE_AT_HAND(9, 1.6, 6, 23, 0.85),
  /** Between other work; hardly ever at the weekend. */
  DESK(35, 1.4, 8, 18, 0.04),
  /** Some times a day. */
  NOW_AND_THEN(240, 1.2, 7, 22, 0.7),
  EVENINGS(420, 0.9, 18, 24, 1),
  /** Has a look every few weeks, at everything that is there. */
  CATCHING_UP(0, 0, 9, 21, 1);

  private static final int DAYS_TO_CATCH_UP = 38;
  private static final Duration LONGEST = Duration.ofDays(32);

  private final Duration median;
  private final double spread;
  private final int from;
  private final int until;
  private final double weekends;

  /**
   * @param minutes median from delivery to the next look, where they are at it
   * @param from hour of the day at which they begin
   * @param until hour at which they end
   * @param weekends how much they are at it then, as a share
   */
  Rhythm(int minutes, double spread, int from, int until, double weekends) {
    this.median = Duration.ofMinutes(minutes);
    this.spread = spread;
    this.from = from;
    this.until = until;
    this.weekends = weekends;
  }

  /**
   * @param phase what makes one person's days differ from another's
   * @param hoursAhead of UTC
   */
  Instant after(Instant delivered, int phase, int hoursAhead, Draws draws) {
    ZoneOffset zone = ZoneOffset.ofHours(hoursAhead);
    if (this == CATCHING_UP) {
      return catchUp(delivered.atZone(zone), phase).plus(draws.seconds(0, 1100));
    }
    Duration wait = draws.around(median, spread);
    Instant latest = delivered.plus(LONGEST);
    Instant at = delivered.plusSeconds(3).plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    while (at.isBefore(latest) && !draws.chance(attention(at.atZone(zone)))) {
      at = at.plus(draws.seconds(1200, 5400));
    }
    return at;
  }

  private double attention(ZonedDateTime at) {
    DayOfWeek day = at.getDayOfWeek();
    boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    boolean inHours = at.getHour() >= from && at.getHour() < until;
    return (inHours ? 1 : 0.03) * (weekend ? weekends : 1);
  }

  private static Instant catchUp(ZonedDateTime delivered, int phase) {
    long day = delivered.toLocalDate().toEpochDay();
    long wait = Math.floorMod(-(day + phase), DAYS_TO_CATCH_UP);
    LocalTime start = LocalTime.of(10 + phase % 11, phase % 60);
    ZonedDateTime at = delivered.plusDays(wait).with(start);
    return (at.isAfter(delivered) ? at : at.plusDays(DAYS_TO_CATCH_UP)).toInstant();
  }
}
