package org.trueopen.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long after delivery scanners came, as counts in {@link #BOUNDS_SECONDS}.
 *
 * @param counts one for each bound, and one for what is later than all
 */
public record DelayCurve(List<Integer> counts) {

  /** Upper bounds, inclusive: narrow where measured scanners come, wide where they seldom do. */
  public static final List<Integer> BOUNDS_SECONDS =
      List.of(10, 20, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400);

  public static final DelayCurve NONE =
      new DelayCurve(Collections.nCopies(BOUNDS_SECONDS.size() + 1, 0));

  public DelayCurve {
    counts = List.copyOf(counts);
  }

  static int bucket(long millis) {
    int bucket = 0;
    while (bucket < BOUNDS_SECONDS.size() && millis > BOUNDS_SECONDS.get(bucket) * 1000L) {
      bucket++;
    }
    return bucket;
  }

  DelayCurve with(int bucket, int sign) {
    if (bucket < 0) {
      return this;
    }
    List<Integer> changed = new ArrayList<>(counts);
    changed.set(bucket, changed.get(bucket) + sign);
    return new DelayCurve(changed);
  }

  /** The smallest bound by which so many percent had come, in seconds; the last one at most. */
  int secondsFor(int percent) {
    long all = counts.stream().mapToLong(count -> count).sum();
    long come = 0;
    for (int i = 0; i < BOUNDS_SECONDS.size(); i++) {
      come += counts.get(i);
      if (come * 100 >= all * percent) {
        return BOUNDS_SECONDS.get(i);
      }
    }
    return BOUNDS_SECONDS.getLast();
  }
}
