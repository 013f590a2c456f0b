package org.trueopen.benchmarks.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.trueopen.benchmarks.BenchException;

/** Which of the deliveries, numbered as they were sent, a hit falls on. */
enum Reading {
  /** Any, all alike: no cache can help, and no mail is read like this. */
  ANY("of any delivery") {
    @Override
    int pick(int deliveries, Random random) {
      return random.nextInt(deliveries);
    }
  },

  /**
   * By their age, as mail is read: half of all opens come within 5.5 hours of sending and 78 %
   * within a day, which is a lognormal distribution with a sigma of 1.9. Measured were 52 % within
   * 6 hours and 79 % within 24 on 1.4 billion messages (MailerMailer, 2013), 76 to 78 % within 24
   * (Experian, 2012), 53, 78 and 95 % within 6 hours, a day and a week (i-Emailer). So much is sent
   * a day that fifty million deliveries are those of ninety days.
   */
  RECENT("as mail is read") {
    @Override
    int pick(int deliveries, Random random) {
      while (true) {
        double hours = MEDIAN_HOURS * Math.exp(SIGMA * random.nextGaussian());
        double back = hours * DELIVERIES_AN_HOUR;
        if (back < deliveries) {
          return deliveries - 1 - (int) back;
        }
      }
    }
  };

  private static final double MEDIAN_HOURS = 5.5;
  private static final double SIGMA = 1.9;
  private static final double DELIVERIES_AN_HOUR = 50_000_000 / (90 * 24.0);

  final String title;

  Reading(String title) {
    this.title = title;
  }

  /** From 0 for the oldest to less than {@code deliveries}. */
  abstract int pick(int deliveries, Random random);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Reading of(String word) {
    return Arrays.stream(values())
        .filter(reading -> reading.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    "--hits-of: expected some of %s, found \"%s\""
                        .formatted(
                            Arrays.stream(values())
                                .map(Reading::word)
                                .collect(Collectors.joining(",")),
                            word)));
  }
}
