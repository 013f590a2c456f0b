package org.trueopen.admin.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The spans of time that can be looked at, each with the width of its bars. */
public enum Range {
  DAY("24h", "24 hours", 24, 1),
  WEEK("7d", "7 days", 28, 6),
  FORTNIGHT("14d", "14 days", 14, 24),
  MONTH("30d", "30 days", 30, 24);

  private final String code;
  private final String label;
  private final int bars;
  private final int hoursPerBar;

  Range(String code, String label, int bars, int hoursPerBar) {
    this.code = code;
    this.label = label;
    this.bars = bars;
    this.hoursPerBar = hoursPerBar;
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

  public int hoursPerBar() {
    return hoursPerBar;
  }

  /**
   * The range whose last bar holds {@code now}, with bars that begin where the viewer's day does.
   */
  public Window endingAt(Instant now, ZoneId zone) {
    ZonedDateTime local = now.atZone(zone).truncatedTo(ChronoUnit.HOURS);
    ZonedDateTime last = local.minusHours(local.getHour() % hoursPerBar);
    List<Instant> starts =
        IntStream.rangeClosed(0, bars).mapToObj(bar -> start(last, bar - bars + 1)).toList();
    return new Window(this, starts, zone);
  }

  /** Whole days are counted in the calendar, so that a change to summer time moves no bar. */
  private Instant start(ZonedDateTime last, int offset) {
    int hours = offset * hoursPerBar;
    ZonedDateTime start =
        hoursPerBar == 1
            ? last.plusHours(hours)
            : last.plusDays(Math.floorDiv(hours, 24)).plusHours(Math.floorMod(hours, 24));
    // Rollups hold whole hours of UTC; a zone of half hours is served by the hour before.
    return start.toInstant().truncatedTo(ChronoUnit.HOURS);
  }
}
