package org.trueopen.standalone.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which part is killed next, and when. Every part comes once before any comes again, in an order
 * that the seed draws, so that a short run has seen each.
 */
final class JobFaults {

  /** One in so many strikes while the last one has hardly been noticed. */
  private static final int HASTY = 4;

  private static final int LEAST_SECONDS = 5;
  private static final int MOST_SECONDS = 25;

  /**
   * A part to be killed.
   *
   * @param calm to be waited before
   * @param hasty whether before the last one has healed
   */
  record Strike(String part, Duration calm, boolean hasty) {}

  private final List<String> parts;
  private final Random random;
  private final List<String> left = new ArrayList<>();

  /**
   * @param parts at least one
   */
  JobFaults(List<String> parts, long seed) {
    this.parts = List.copyOf(parts);
    this.random = new Random(seed);
  }

  Strike next() {
    if (left.isEmpty()) {
      left.addAll(parts);
      Collections.shuffle(left, random);
    }
    boolean hasty = random.nextInt(HASTY) == 0;
    int seconds = hasty ? 1 + random.nextInt(3) : random.nextInt(LEAST_SECONDS, MOST_SECONDS + 1);
    return new Strike(left.removeLast(), Duration.ofSeconds(seconds), hasty);
  }
}
