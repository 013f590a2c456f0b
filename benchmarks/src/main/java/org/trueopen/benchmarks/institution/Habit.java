package org.trueopen.benchmarks.institution;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.trueopen.benchmarks.world.Draws;

/** When somebody comes to read. All clocks of this world show UTC. */
enum Habit {
  /** A notification, and the thumb is there. */
  AT_ONCE,
  /** In working hours; what came later waits for the next working day. */
  AT_THE_DESK,
  /** On the way to work or back. */
  COMMUTING,
  /** In bed, or on a night shift. */
  AT_NIGHT,
  /** On Monday morning, the whole week's mail in some minutes. */
  IN_ONE_GO,
  WHENEVER;

  private static final LocalTime OPENS = LocalTime.of(8, 0);
  private static final LocalTime CLOSES = LocalTime.of(18, 0);

  Instant after(Instant delivered, Draws draws) {
    return switch (this) {
      case AT_ONCE -> delivered.plus(draws.seconds(3, 25));
      case AT_THE_DESK -> atTheDesk(delivered, draws);
      case COMMUTING ->
          next(
              delivered, draws.chance(0.5) ? LocalTime.of(6, 40) : LocalTime.of(17, 0), 100, draws);
      case AT_NIGHT -> next(delivered, LocalTime.of(22, 30), 240, draws);
      case IN_ONE_GO ->
          utc(delivered)
              .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
              .with(LocalTime.of(7, 50))
              .toInstant()
              .plus(draws.seconds(0, 420));
      case WHENEVER -> {
        Duration delay = draws.around(Duration.ofHours(9), 1.4);
        yield delivered.plus(
            delay.compareTo(Duration.ofDays(18)) > 0 ? Duration.ofDays(18) : delay);
      }
    };
  }

  private static Instant atTheDesk(Instant delivered, Draws draws) {
    ZonedDateTime at = utc(delivered.plus(draws.around(Duration.ofMinutes(35), 1.3)));
    if (works(at) && at.toLocalTime().isAfter(OPENS) && at.toLocalTime().isBefore(CLOSES)) {
      return at.toInstant();
    }
    ZonedDateTime morning = at.toLocalTime().isBefore(OPENS) ? at : at.plusDays(1);
    while (!works(morning)) {
      morning = morning.plusDays(1);
    }
    return morning.with(OPENS).toInstant().plus(draws.around(Duration.ofMinutes(40), 0.8));
  }

  private static Instant next(Instant delivered, LocalTime start, int minutes, Draws draws) {
    Duration into = draws.seconds(0, 60.0 * minutes);
    ZonedDateTime at = utc(delivered).with(start).plus(into);
    return (at.toInstant().isAfter(delivered) ? at : at.plusDays(1)).toInstant();
  }

  private static boolean works(ZonedDateTime day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }

  private static ZonedDateTime utc(Instant at) {
    return at.atZone(ZoneOffset.UTC);
  }
}
