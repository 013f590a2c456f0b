package org.trueopen.benchmarks.heldout;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;

/** Hits that are still to come while mail goes out; mail of weeks ago is hit between new mail. */
final class Hits {

  /** With its number, so that hits of one moment keep their order. */
  private record Due(Hit hit, long number) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(
          Comparator.comparing((Due next) -> next.hit().at()).thenComparingLong(Due::number));

  private long added;

  void open(Mail mail, Caller caller, Instant at) {
    add(new Hit(mail, caller, HitKind.OPEN, -1, at, "GET"));
  }

  void click(Mail mail, Caller caller, int link, Instant at) {
    click(mail, caller, link, at, "GET");
  }

  void click(Mail mail, Caller caller, int link, Instant at, String method) {
    add(new Hit(mail, caller, HitKind.CLICK, link, at, method));
  }

  private void add(Hit hit) {
    due.add(new Due(hit, added++));
  }

  /** The next one before that time, if there is any. */
  @Nullable Hit nextBefore(Instant time) {
    Due next = due.peek();
    if (next == null || !next.hit().at().isBefore(time)) {
      return null;
    }
    due.remove();
    return next.hit();
  }
}
