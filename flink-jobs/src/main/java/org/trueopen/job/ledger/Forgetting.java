package org.trueopen.job.ledger;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.streaming.api.TimerService;

/** The timer in event time by which a delivery is forgotten some time after its last event. */
final class Forgetting {

  /** No timer is set yet. */
  static final long NEVER = Long.MIN_VALUE;

  /** Setting a timer costs as much as the state itself, so it is moved only for a day or more. */
  static final Duration RENEWAL = Duration.ofDays(1);

  private Forgetting() {}

  /**
   * Moves the timer, if that is worth it.
   *
   * @param forgetAt what this returned last, or {@link #NEVER}
   * @param at when the event happened
   * @return when the timer will fire, in epoch milliseconds
   */
  static long renew(long forgetAt, Instant at, Duration memory, TimerService timers) {
    long renewed = Math.max(at.toEpochMilli(), timers.currentWatermark()) + memory.toMillis();
    if (forgetAt != NEVER) {
      if (renewed < forgetAt + RENEWAL.toMillis()) {
        return forgetAt;
      }
      timers.deleteEventTimeTimer(forgetAt);
    }
    timers.registerEventTimeTimer(renewed);
    return renewed;
  }
}
