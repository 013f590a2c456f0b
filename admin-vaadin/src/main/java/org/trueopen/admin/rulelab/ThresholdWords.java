package org.trueopen.admin.rulelab;

import java.util.Locale;
import org.trueopen.verdict.Threshold;

/** Thresholds as the lab names them. */
final class ThresholdWords {

  private ThresholdWords() {}

  /** {@code denseBurstSeconds} as {@code Dense burst seconds}. */
  static String name(Threshold threshold) {
    String words = threshold.text().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** {@code s}, {@code %}, or nothing for a number. */
  static String unit(Threshold threshold) {
    return switch (threshold.unit()) {
      case SECONDS -> "s";
      case PERCENT -> "%";
      case COUNT -> "";
    };
  }

  /** {@code 10 s}. */
  static String value(Threshold threshold, int value) {
    return (value + " " + unit(threshold)).strip();
  }
}
