package org.trueopen.admin.rulelab;

import java.util.Locale;
import org.trueopen.verdict.Threshold;

/** Thresholds as the lab names them. */
final class ThresholdWords {

  private ThresholdWords() {}

  /** {@code denseBurstSeconds} as {@code Dense burst}; the unit stands by its value. */
  static String name(Threshold threshold) {
    String words =
        threshold
            .text()
            .replaceFirst("(Seconds|Percent)$", "")
            .replaceAll("([A-Z])", " $1")
            .toLowerCase(Locale.ROOT);
    String capital = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return switch (threshold.unit()) {
      case SECONDS -> capital + ", time";
      case PERCENT -> capital + ", certainty or share";
      case COUNT -> capital + ", number";
    };
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
