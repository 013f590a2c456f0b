package org.trueopen.benchmarks.job;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long after hits were published their rows could be read, of hits at a constant rate: the n-th
 * to be published is compared with the n-th to be seen.
 */
final class VerdictLatency {

  private final int rate;
  private final long start;
  private final long[] nanos;
  private int seen;

  /**
   * @param rate hits a second
   * @param length how long they come
   * @param start when the first is due, a {@link System#nanoTime}
   */
  VerdictLatency(int rate, Duration length, long start) {
    this.rate = rate;
    this.start = start;
    this.nanos = new long[Math.toIntExact(rate * length.toSeconds())];
  }

  int rate() {
    return rate;
  }

  int hits() {
    return nanos.length;
  }

  /** When a hit is due, by its number. */
  long dueAt(int number) {
    return start + number * 1_000_000_000L / rate;
  }

  /** So many rows are there at this time; false while some are missing. */
  boolean see(long rows, long at) {
    for (; seen < Math.min(rows, nanos.length); seen++) {
      nanos[seen] = at - dueAt(seen);
    }
    return seen == nanos.length;
  }

  /** Below which so many percent of all are; once all are there. */
  double seconds(double percent) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int place = (int) Math.ceil(sorted.length * percent / 100) - 1;
    return sorted[Math.max(0, place)] / 1e9;
  }
}
