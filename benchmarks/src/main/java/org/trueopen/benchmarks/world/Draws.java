package org.trueopen.benchmarks.world;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A seeded source of chance: the same seed gives the same world. */
public final class Draws {

  private final SplittableRandom random;

  public Draws(long seed) {
    this(new SplittableRandom(seed));
  }

  private Draws(SplittableRandom random) {
    this.random = random;
  }

  /** An independent source, so that one part's draws do not move another's. */
  public Draws split() {
    return new Draws(random.split());
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long bits() {
    return random.nextLong();
  }

  public double between(double low, double high) {
    return random.nextDouble(low, high);
  }

  public <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Weights need not add up to one. */
  public <T> T weighted(Map<T, Double> weights) {
    double left = random.nextDouble() * weights.values().stream().mapToDouble(w -> w).sum();
    for (Map.Entry<T, Double> weight : weights.entrySet()) {
      left -= weight.getValue();
      if (left < 0) {
        return weight.getKey();
      }
    }
    return weights.keySet().iterator().next();
  }

  public Duration seconds(double low, double high) {
    return Duration.ofMillis((long) (1000 * between(low, high)));
  }

  /**
   * A delay as people's and queues' are: log-normal.
   *
   * @param spread of the logarithm; 1 puts two thirds between a third of the median and its triple
   */
  public Duration around(Duration median, double spread) {
    return Duration.ofMillis((long) (median.toMillis() * Math.exp(spread * random.nextGaussian())));
  }
}
