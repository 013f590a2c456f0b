package org.trueopen.admin.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A range as it stands at a certain time.
 *
 * @param step how wide its bars are
 * @param starts when each bar begins, and as the last one when the last bar ends
 * @param zone the viewer's, for labels
 */
public record Window(Range range, Step step, List<Instant> starts, ZoneId zone) {

  public Window {
    starts = List.copyOf(starts);
  }

  /** The first instant that belongs to it. */
  public Instant from() {
    return starts.getFirst();
  }

  /** The first instant that no longer belongs to it. */
  public Instant to() {
    return starts.getLast();
  }

  /**
   * The period before it, as long as this one has lasted by now: what has not happened yet is
   * compared with nothing.
   */
  public Period before(Instant now) {
    Instant so = now.isBefore(to()) ? now : to();
    Instant quarter = Instant.ofEpochSecond(Math.ceilDiv(so.getEpochSecond(), 900L) * 900L);
    return new Period(earlier(from()), earlier(quarter));
  }

  private Instant earlier(Instant at) {
    return at.atZone(zone).minusDays(range.days()).toInstant();
  }

  /** A span of time, {@code from} included, {@code to} not. */
  public record Period(Instant from, Instant to) {}

  public int bars() {
    return starts.size() - 1;
  }

  /** Which bar holds an instant; the nearest if none does. */
  public int barOf(Instant at) {
    int bar = 0;
    while (bar + 1 < bars() && !at.isBefore(starts.get(bar + 1))) {
      bar++;
    }
    return bar;
  }
}
