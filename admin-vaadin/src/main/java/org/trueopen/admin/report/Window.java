package org.trueopen.admin.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A range as it stands at a certain time.
 *
 * @param starts when each bar begins, and as the last one when the last bar ends
 * @param zone the viewer's, for labels
 */
public record Window(Range range, List<Instant> starts, ZoneId zone) {

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
