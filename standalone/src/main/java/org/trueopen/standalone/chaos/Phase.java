package org.trueopen.standalone.chaos;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.standalone.demo.HitAttempt;

/**
 * A part of the run; the phases follow each other without a gap.
 *
 * @param fault what was done in it; null in calm
 * @param from {@link System#nanoTime} of its beginning
 * @param to of its end, exclusive
 */
record Phase(@Nullable Fault fault, long from, long to) {

  String title() {
    return fault == null ? "calm" : fault.title();
  }

  /** Whether hits may be lost meanwhile, provided that they are counted. */
  boolean mayLose() {
    return fault == Fault.FILL_JOURNAL;
  }

  /** Whether the broker stands still in it. */
  boolean frozen() {
    return fault == Fault.FREEZE_BROKER
        || fault == Fault.KILL_INGEST_FROZEN
        || fault == Fault.FILL_JOURNAL;
  }

  boolean contains(long nanoTime) {
    return nanoTime - from >= 0 && nanoTime - to < 0;
  }

  /** The requests that were begun in it. */
  List<HitAttempt> of(List<HitAttempt> all) {
    return all.stream().filter(attempt -> contains(attempt.sentAt())).toList();
  }
}
