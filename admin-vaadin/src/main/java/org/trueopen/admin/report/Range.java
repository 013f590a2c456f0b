package org.trueopen.admin.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The spans of time that can be looked at, each with the widths its bars may have. */
public enum Range {
  DAY("24h", "24 hours", 1, 24, Step.HOUR),
  WEEK("7d", "7 days", 7, 28, Step.SIX_HOURS),
  FORTNIGHT("14d", "14 days", 14, 14, Step.DAY),
  MONTH("30d", "30 days", 30, 30, Step.DAY),
  QUARTER("90d", "90 days", 90, 90, Step.DAY);

  private final String code;
  private final String label;
  private final int days;
  private final int bars;
  private final Step own;

  Range(String code, String label, int days, int bars, Step own) {
    this.code = code;
    this.label = label;
    this.days = days;
    this.bars = bars;
    this.own = own;
  }

  /** Reads what stands in a URL. */
  public static Optional<Range> parse(String code) {
    return Arrays.stream(values()).filter(range -> range.code.equals(code)).findFirst();
  }

  /** As it stands in a URL: {@code 7d}. */
  public String code() {
    return code;
  }

  /** As it is shown: {@code 7 days}. */
  public String label() {
    return label;
  }

  public int days() {
    return days;
  }

  /** The first unless told otherwise. */
  public List<Step> steps() {
    return switch (this) {
      case DAY -> List.of(Step.HOUR);
      case WEEK -> List.of(Step.SIX_HOURS, Step.HOUR, Step.DAY);
      case FORTNIGHT -> List.of(Step.DAY, Step.SIX_HOURS, Step.WEEK);
      case MONTH, QUARTER -> List.of(Step.DAY, Step.WEEK);
    };
  }

  /** The range whose last bar holds {@code now}, with bars of its own width. */
  public Window endingAt(Instant now, ZoneId zone) {
    return endingAt(now, zone, own);
  }

  /**
   * The same span of time whatever the step; its bars begin where the viewer's hour, day or week
   * does, so that the first one may be narrower.
   */
  public Window endingAt(Instant now, ZoneId zone, Step step) {
    ZonedDateTime last = floor(now.atZone(zone), own);
    Instant from = start(plus(last, own, 1 - bars));
    Instant to = start(plus(last, own, 1));
    List<Instant> starts = new ArrayList<>(List.of(from));
    ZonedDateTime at = floor(from.atZone(zone), step);
    for (Instant next = start(at); next.isBefore(to); next = start(at)) {
      if (next.isAfter(starts.getLast())) {
        starts.add(next);
      }
      at = plus(at, step, 1);
    }
    starts.add(to);
    return new Window(this, step, starts, zone);
  }

  private static ZonedDateTime floor(ZonedDateTime local, Step step) {
    ZonedDateTime hour = local.truncatedTo(ChronoUnit.HOURS);
    return switch (step) {
      case HOUR -> hour;
      case SIX_HOURS ->
          // On the clock on the wall: six hours before may be five or seven on it.
          hour.toLocalDateTime().minusHours(hour.getHour() % 6).atZone(local.getZone());
      case DAY -> local.truncatedTo(ChronoUnit.DAYS);
      case WEEK ->
          local
              .truncatedTo(ChronoUnit.DAYS)
              .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    };
  }

  /** Counted on the clock on the wall, so that a change to summer time moves no bar. */
  private static ZonedDateTime plus(ZonedDateTime start, Step step, int times) {
    int hours = step.hours() * times;
    return step == Step.HOUR
        ? start.plusHours(hours)
        : start.toLocalDateTime().plusHours(hours).atZone(start.getZone());
  }

  /** Bars of charts hold whole hours of UTC; a zone of half hours is served by the hour before. */
  private static Instant start(ZonedDateTime local) {
    return local.toInstant().truncatedTo(ChronoUnit.HOURS);
  }
}
