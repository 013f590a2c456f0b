package org.trueopen.webhooks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after a failure: twice as long each time, from a few seconds to an hour, and at
 * random by a quarter, so that receivers that come back are not met by all at once.
 *
 * @param first after the first failure
 * @param longest between two attempts
 * @param patience how long after the first attempt there may be another
 */
record Backoff(Duration first, Duration longest, Duration patience) {

  Duration after(int failures, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(20, failures - 1);
    long base = Math.min(longest.toMillis(), doubled);
    return Duration.ofMillis((long) (base * (0.75 + random.nextDouble() / 2)));
  }
}
