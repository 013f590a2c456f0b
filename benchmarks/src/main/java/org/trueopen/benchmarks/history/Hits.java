package org.trueopen.benchmarks.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;

/** Hits that are still to be written, by time; those of one moment in the order they were added. */
public final class Hits {

  /**
   * @param number rises with each that is added
   */
  private record Due(Hit hit, long number) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(
          Comparator.comparing((Due next) -> next.hit().at()).thenComparingLong(Due::number));

  private long added;

  public void open(Mail mail, Caller caller, Instant at) {
    add(new Hit(mail, caller, HitKind.OPEN, -1, at, "GET"));
  }

  public void click(Mail mail, Caller caller, int link, Instant at) {
    click(mail, caller, link, at, "GET");
  }

  public void click(Mail mail, Caller caller, int link, Instant at, String method) {
    add(new Hit(mail, caller, HitKind.CLICK, link, at, method));
  }

  private void add(Hit hit) {
    due.add(new Due(hit, added++));
  }

  /** Takes the next one before that time, if there is any. */
  @Nullable Hit nextBefore(Instant time) {
    Due next = due.peek();
    if (next == null || !next.hit().at().isBefore(time)) {
      return null;
    }
    due.remove();
    return next.hit();
  }
}
