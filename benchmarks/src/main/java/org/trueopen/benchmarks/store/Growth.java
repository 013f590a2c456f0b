package org.trueopen.benchmarks.store;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the same questions about the same month cost at the first size and at the last. */
final class Growth {

  /** One query. */
  record Cost(double p50Millis, double p95Millis, long readRows) {

    static Cost of(List<Long> nanos, long readRows) {
      List<Long> sorted = nanos.stream().sorted().toList();
      if (sorted.isEmpty()) {
        return new Cost(0, 0, readRows);
      }
      int p95 = (int) Math.ceil(sorted.size() * 0.95) - 1;
      return new Cost(sorted.get(sorted.size() / 2) / 1e6, sorted.get(p95) / 1e6, readRows);
    }
  }

  private final Map<Long, Map<String, Cost>> bySize = new LinkedHashMap<>();

  void add(long hits, Map<String, Cost> costs) {
    bySize.put(hits, costs);
  }

  void print(PrintStream out) {
    List<Long> sizes = List.copyOf(bySize.keySet());
    Map<String, Cost> small = Objects.requireNonNull(bySize.get(sizes.getFirst()));
    Map<String, Cost> large = Objects.requireNonNull(bySize.get(sizes.getLast()));
    out.printf(
        "%nthe same month among %,d and among %,d hits, warm%n"
            + "query: p50 ms, p50 ms, times; p95 ms, p95 ms; rows read, rows read, times%n",
        sizes.getFirst(), sizes.getLast());
    double worst = 0;
    for (Map.Entry<String, Cost> each : small.entrySet()) {
      Cost before = each.getValue();
      Cost after = Objects.requireNonNull(large.get(each.getKey()));
      double times = ratio(after.p50Millis(), before.p50Millis());
      worst = Math.max(worst, times);
      out.printf(
          "%s: %.1f, %.1f, %.2f; %.1f, %.1f; %,d, %,d, %.2f%n",
          each.getKey(),
          before.p50Millis(),
          after.p50Millis(),
          times,
          before.p95Millis(),
          after.p95Millis(),
          before.readRows(),
          after.readRows(),
          ratio((double) after.readRows(), (double) before.readRows()));
    }
    out.printf("the query that has grown most takes %.2f times as long%n", worst);
  }

  private static double ratio(double after, double before) {
    return before == 0 ? (after == 0 ? 1 : Double.POSITIVE_INFINITY) : after / before;
  }
}
