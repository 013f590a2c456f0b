package org.trueopen.benchmarks.ingest;

import java.util.List;
import java.util.Locale;

/** How figures of the same thing spread. */
public record Spread(
    double min, double lowerQuartile, double median, double upperQuartile, double max) {

  /**
   * @param values at least one
   */
  public static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Spread(
        sorted.getFirst(),
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        sorted.getLast());
  }

  /** Between the two nearest values, in proportion. */
  private static double quantile(List<Double> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** The least, the median in bold, the most; as Markdown. */
  public String text(int digits) {
    String figure = "%." + digits + "f";
    return (figure + "/**" + figure + "**/" + figure).formatted(min, median, max);
  }

  /** A median with the quartiles around it. */
  public String ratio() {
    return String.format(
        Locale.ROOT,
        "**%.2f** (quartiles %.2f..%.2f, all %.2f..%.2f)",
        median,
        lowerQuartile,
        upperQuartile,
        min,
        max);
  }
}
