package org.trueopen.ingest.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * An allowance for each of any number of keys, in fixed memory: a burst, refilled at an even rate.
 * Takes no lock and makes no objects.
 *
 * <p>The rate is kept by GCRA (ITU-T I.371): of a key nothing is kept but the time at which its
 * allowance will be full again. A cell is one {@code long} of that time and a tag of the key, and a
 * key may stand in any of the four cells of one bucket, as in a processor's cache. Compared with a
 * sketch of untagged counters, of which one must admit:
 *
 * <ul>
 *   <li>A key shares the allowance of another only if both fall into one bucket and have the same
 *       tag of 20 bits. So the first request of a key is refused with a probability of at most 4 /
 *       2^20, however many keys have spent their allowance.
 *   <li>If all four cells of a bucket are in use by others, the one nearest to full is given up. It
 *       errs by admitting too much, never by refusing, and those who ask most are forgotten last.
 *   <li>Otherwise a key is admitted at most {@code burst + rate * time} times; threads that bring
 *       the same new key at once count in one cell, since they race for it.
 * </ul>
 *
 * <p>Bucket and tag come from a hash keyed at random, so nobody can choose keys that meet.
 */
final class Allowances {

  private static final int WAYS = 4;
  private static final int TAG_BITS = 20;
  private static final int TIME_BITS = Long.SIZE - TAG_BITS;
  private static final long TIME_MASK = (1L << TIME_BITS) - 1;

  /** A tick is 2^14 ns, about 16 microseconds; 44 bits of them last for nine years. */
  private static final int TICK_SHIFT = 14;

  private final AtomicLongArray cells;
  private final int bucketMask;
  private final long secret;
  private final long interval;
  private final long tolerance;
  private final LongSupplier nanos;
  private final long origin;

  /**
   * @param cells how many keys are known at once; a power of two
   * @param burst how often a key is admitted at once
   * @param interval between two more
   * @param nanos the clock, as {@link System#nanoTime}
   */
  Allowances(int cells, int burst, Duration interval, LongSupplier nanos, RandomGenerator random) {
    if (Integer.bitCount(cells) != 1 || cells < WAYS || burst < 1 || interval.isNegative()) {
      throw new IllegalArgumentException("cells %d, burst %d".formatted(cells, burst));
    }
    this.cells = new AtomicLongArray(cells);
    this.bucketMask = cells / WAYS - 1;
    this.secret = random.nextLong();
    // Rounded up, so that nobody gets more than the rate.
    this.interval = Math.max(1, (interval.toNanos() >> TICK_SHIFT) + 1);
    this.tolerance = burst * this.interval;
    this.nanos = nanos;
    // The allowance of a cell that was never used is full, from the first tick on.
    this.origin = nanos.getAsLong() - (1L << TICK_SHIFT);
  }

  /** Takes one from the key's allowance; false if nothing is left of it. */
  boolean admit(long key) {
    return admit(key, nanos.getAsLong());
  }

  /**
   * The same for who has looked at the clock already.
   *
   * @param at by the clock of the constructor
   */
  boolean admit(long key, long at) {
    long hash = mix(key ^ secret);
    int bucket = ((int) hash & bucketMask) * WAYS;
    long tag = hash & ~TIME_MASK;
    long now = (at - origin) >> TICK_SHIFT;
    while (true) {
      int place = find(bucket, tag);
      long cell = cells.get(place);
      long full = (cell & ~TIME_MASK) == tag ? Math.max(cell & TIME_MASK, now) : now;
      if (full + interval - now > tolerance) {
        return false;
      }
      if (cells.compareAndSet(place, cell, tag | (full + interval))) {
        return true;
      }
    }
  }

  /** The key's cell, or else the one whose allowance is nearest to full. */
  private int find(int bucket, long tag) {
    int best = bucket;
    long earliest = Long.MAX_VALUE;
    for (int at = bucket; at < bucket + WAYS; at++) {
      long cell = cells.get(at);
      if ((cell & ~TIME_MASK) == tag) {
        return at;
      }
      if ((cell & TIME_MASK) < earliest) {
        earliest = cell & TIME_MASK;
        best = at;
      }
    }
    return best;
  }

  /** The finaliser of SplitMix64, variant 13 of D. Stafford: every bit depends on every other. */
  static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
