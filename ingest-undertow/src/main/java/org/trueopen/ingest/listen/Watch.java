package org.trueopen.ingest.listen;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at every connection now and then and closes those that only take up room. Undertow itself
 * ends what takes too long over a request's head; here are the other cases: nothing sent at all,
 * nothing more asked for, answers not taken, a body that never comes.
 */
final class Watch implements Runnable {

  private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
  private final ConnectionCounters counters;
  private final Duration every;
  private final int requestTicks;
  private final int stallTicks;
  private final int idleTicks;
  private final int longestTicks;
  private volatile int tick;

  /**
   * @param stall how long a client may take nothing of an answer
   * @param idle how long it may wait for its next request
   * @param longest longer than anything takes in which nothing is sent either way
   */
  Watch(
      ConnectionCounters counters,
      Duration request,
      Duration stall,
      Duration idle,
      Duration longest) {
    this.counters = counters;
    Duration quarter = Collections.min(List.of(request, stall, idle)).dividedBy(4);
    this.every = quarter.compareTo(Duration.ofSeconds(1)) < 0 ? quarter : Duration.ofSeconds(1);
    this.requestTicks = ticks(request);
    this.stallTicks = ticks(stall);
    this.idleTicks = ticks(idle);
    this.longestTicks = ticks(longest);
  }

  private int ticks(Duration time) {
    return (int) time.dividedBy(every);
  }

  Duration every() {
    return every;
  }

  int tick() {
    return tick;
  }

  int requestTicks() {
    return requestTicks;
  }

  int stallTicks() {
    return stallTicks;
  }

  int idleTicks() {
    return idleTicks;
  }

  int longestTicks() {
    return longestTicks;
  }

  void begin(Guard guard) {
    guards.add(guard);
  }

  /** True the first time. */
  boolean end(Guard guard) {
    return guards.remove(guard);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread only
  public void run() {
    tick++;
    for (Guard guard : guards) {
      guard.verdict().ifPresent(reason -> guard.close(reason, counters));
    }
  }
}
