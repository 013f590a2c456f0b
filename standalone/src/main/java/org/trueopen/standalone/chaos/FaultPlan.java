package org.trueopen.standalone.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which faults, in which order, with how much calm between them.
 *
 * @param faults in their order; a restart of everything comes last
 * @param calm before the first fault and after each
 * @param requestsPerSecond the steady load
 */
public record FaultPlan(List<Fault> faults, Duration calm, int requestsPerSecond) {

  /** The start, the mails, and the count at the end. */
  private static final int AROUND_SECONDS = 120;

  /** Less than this and nothing is seen between two faults. */
  private static final int LEAST_CALM_SECONDS = 5;

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  /**
   * Draws an order.
   *
   * @param minutes how long all of it may take; what the faults leave of it is calm
   * @throws IllegalArgumentException naming the option that is out of its range
   */
  public static FaultPlan draw(List<Fault> asked, int minutes, int requestsPerSecond, long seed) {
    if (minutes < 1 || minutes > 120) {
      throw new IllegalArgumentException("--minutes: expected 1..120, found " + minutes);
    }
    if (requestsPerSecond < 1 || requestsPerSecond > 2000) {
      throw new IllegalArgumentException("--rate: expected 1..2000, found " + requestsPerSecond);
    }
    List<Fault> order = new ArrayList<>(asked);
    // Sorted first, so that the seed alone decides.
    Collections.sort(order);
    Collections.shuffle(order, new Random(seed));
    if (order.remove(Fault.RESTART_ALL)) {
      order.add(Fault.RESTART_ALL);
    }
    int busy = AROUND_SECONDS + order.stream().mapToInt(Fault::usualSeconds).sum();
    int calm = Math.max(LEAST_CALM_SECONDS, (minutes * 60 - busy) / (order.size() + 1));
    return new FaultPlan(order, Duration.ofSeconds(calm), requestsPerSecond);
  }

  /** How long the load will last, if every fault takes what it usually does. */
  Duration load() {
    int faultSeconds = faults.stream().mapToInt(Fault::usualSeconds).sum();
    return calm.multipliedBy(faults.size() + 1).plusSeconds(faultSeconds);
  }
}
