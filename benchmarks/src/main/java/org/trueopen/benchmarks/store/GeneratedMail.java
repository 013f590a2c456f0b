package org.trueopen.benchmarks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Generated deliveries at an even pace, their hits and what these add up to, put straight into the
 * tables. Seven in ten deliveries are of {@link #ACCOUNT}. The same number gives the same rows.
 *
 * @param start when the first one was sent
 * @param interval from one delivery to the next, of all accounts
 * @param hitsPerDelivery 1 or more
 */
public record GeneratedMail(Store store, Instant start, Duration interval, int hitsPerDelivery) {

  public static final String ACCOUNT = "bench";

  /**
   * How long the deliveries of one campaign go on; the campaign is named by its number since 1970.
   */
  public static final Duration CAMPAIGN = Duration.ofHours(12);

  private static final int DELIVERIES_AT_ONCE = 50_000;

  /** Goes on from what is there until there are so many deliveries. */
  public void loadUpTo(long deliveries, PrintStream out) throws IOException, InterruptedException {
    long loaded = store.number("SELECT count() FROM trueopen.deliveries");
    long begin = System.nanoTime();
    for (long first = loaded; first < deliveries; first += DELIVERIES_AT_ONCE) {
      long last = Math.min(deliveries, first + DELIVERIES_AT_ONCE);
      load(first, last);
      out.printf(
          "loaded %,d hits, %,d a second%n",
          last * hitsPerDelivery,
          (last - loaded) * hitsPerDelivery * 1_000_000_000L / (System.nanoTime() - begin));
    }
  }

  /** Loads deliveries by their numbers, the last one not included. */
  public void load(long first, long last) throws IOException, InterruptedException {
    Map<String, String> settings =
        Map.of(
            "param_first",
            Long.toString(first),
            "param_last",
            Long.toString(last),
            "param_start",
            start.toString().replace('T', ' ').replace("Z", ""),
            "param_interval",
            Long.toString(interval.toMillis()),
            "param_hits",
            Integer.toString(hitsPerDelivery),
            "max_partitions_per_insert_block",
            "0",
            "max_insert_threads",
            "2",
            "max_insert_block_size",
            "300000",
            "min_insert_block_size_rows",
            "300000",
            "insert_deduplicate",
            "0");
    for (String table : List.of("hits", "deliveries", "engagement")) {
      store.run(sql(table), settings);
    }
  }

  private static String sql(String table) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GeneratedMail.class.getResourceAsStream(table + ".sql"), table)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
