package org.trueopen.standalone.demo;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random draws of the shapes that measurements have. */
final class Draw {

  private Draw() {}

  /** A generator for one purpose: same seed and salt, same draws, whatever else was drawn. */
  static RandomGenerator generator(long seed, long... salt) {
    long mixed = seed;
    for (long s : salt) {
      mixed = (mixed ^ s) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 32;
    }
    return new SplittableRandom(mixed);
  }

  static boolean chance(RandomGenerator random, double probability) {
    return random.nextDouble() < probability;
  }

  /**
   * Log-normal: half of the draws are below the median; 84 % are below {@code median * e^sigma}.
   */
  static Duration logNormal(RandomGenerator random, Duration median, double sigma) {
    return ofMillis(median.toMillis() * Math.exp(sigma * random.nextGaussian()));
  }

  static Duration between(RandomGenerator random, Duration low, Duration high) {
    return Duration.ofMillis(random.nextLong(low.toMillis(), high.toMillis()));
  }

  static <T> T oneOf(RandomGenerator random, List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  static Duration ofMillis(double millis) {
    return Duration.ofMillis(Math.round(millis));
  }

  /** An index drawn in proportion to its weight. */
  static int weighted(RandomGenerator random, double[] weights) {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    double at = random.nextDouble() * sum;
    for (int i = 0; i < weights.length; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
