package org.trueopen.standalone.chaos;

import java.util.List;
import org.trueopen.standalone.demo.HitAttempt;

/**
 * How long proper answers took.
 *
 * @param p99Ms milliseconds within which 99 of 100 came; 0 if none came
 * @param slowestMs milliseconds of the last; 0 if none came
 */
record Latency(double p99Ms, double slowestMs) {

  static Latency of(List<HitAttempt> attempts) {
    long[] nanos =
        attempts.stream()
            .filter(HitAttempt::acknowledged)
            .mapToLong(HitAttempt::tookNanos)
            .sorted()
            .toArray();
    if (nanos.length == 0) {
      return new Latency(0, 0);
    }
    int rank = (int) Math.ceil(nanos.length * 0.99) - 1;
    return new Latency(nanos[rank] / 1e6, nanos[nanos.length - 1] / 1e6);
  }
}
