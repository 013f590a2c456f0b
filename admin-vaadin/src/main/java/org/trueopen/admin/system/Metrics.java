package org.trueopen.admin.system;

import java.util.Locale;

/** Numbers out of Prometheus' text format. */
final class Metrics {

  private final String text;

  Metrics(String text) {
    this.text = text;
  }

  /** The sum of all series of a name whose labels hold a text; 0 if there is none. */
  double sum(String name, String label) {
    return text.lines()
        .filter(line -> line.startsWith(name + ' ') || line.startsWith(name + '{'))
        .filter(line -> line.contains(label))
        .mapToDouble(Metrics::value)
        .sum();
  }

  double sum(String name) {
    return sum(name, "");
  }

  private static double value(String line) {
    try {
      return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    } catch (NumberFormatException e) {
      return 0; // NaN is read as it is; anything else is no number
    }
  }

  /** {@code 3.2 MiB}. */
  static String bytes(double bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double left = bytes;
    while (left >= 1024 && unit < units.length - 1) {
      left /= 1024;
      unit++;
    }
    return unit == 0
        ? "%.0f B".formatted(left)
        : String.format(Locale.ROOT, "%.1f %s", left, units[unit]);
  }
}
