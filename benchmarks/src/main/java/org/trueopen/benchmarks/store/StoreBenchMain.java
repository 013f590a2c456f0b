package org.trueopen.benchmarks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchCommand;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.store.Queries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./trueopen bench store}: fills the tables with generated hits of a year, ten a delivery,
 * and asks every query of the dashboards for a month of the largest account, cold and warm, beside
 * the same from raw hits where there is such a query.
 */
@Command(name = "bench store")
public final class StoreBenchMain implements Callable<Integer> {

  /** A year of 100 million hits: one delivery each 3.15 s. The table grows, a month does not. */
  private static final Duration INTERVAL = Duration.ofMillis(3150);

  private static final Instant START = Instant.parse("2025-11-01T00:00:00Z");
  private static final int HITS_PER_DELIVERY = 10;
  private static final int INSERTS = 8;
  private static final int ROWS_PER_INSERT = 36_000; // about the 12 MB of the job's inserts

  /**
   * Pages that are asked for before their time counts: so many connections are new to the client.
   */
  private static final int WARM_UPS = 10;

  private static final List<String> DASHBOARD =
      List.of(
          "overview_totals",
          "hits_by_hour",
          "report_engagement",
          "report_exclusions",
          "report_times_opened",
          "report_forwards",
          "report_verdicts",
          "report_heatmap",
          "report_cohorts",
          "report_recipient_domains",
          "report_clients",
          "report_links",
          "report_corrections",
          "message_pulse",
          "message_anchors",
          "message_page");
  private static final List<String> DELIVERY_PAGE =
      List.of("delivery", "delivery_status", "delivery_engagement", "delivery_hits");

  /** So long without a merge, and nothing is left to merge. */
  private static final int SETTLED_SECONDS = 15;

  /** Then it is measured all the same, which the output says. */
  private static final Duration SETTLING = Duration.ofMinutes(5);

  /** As the product asks what answers soon whether the store is there. */
  private static final String TRIVIAL = "SELECT 1";

  @Option(names = "--hits", paramLabel = "N,N", split = ",", defaultValue = "10000000")
  private List<Long> sizes = List.of();

  @Option(names = "--warm", paramLabel = "N", defaultValue = "30")
  private int warmRounds;

  @Option(names = "--cold", paramLabel = "N", defaultValue = "5")
  private int coldRounds;

  @Option(names = "--data", paramLabel = "DIR", defaultValue = "target/bench-store")
  private Path data = Path.of(".");

  private final PrintStream out = System.out;
  private long hits;

  private StoreBenchMain() {}

  public static void main(String[] args) {
    BenchCommand.run(new StoreBenchMain(), args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!sizes.equals(sizes.stream().sorted().distinct().toList()) || sizes.getFirst() < 1) {
      throw new BenchException(
          "--hits: expected one number, or several that rise, as 10000000,100000000; found "
              + sizes);
    }
    if (warmRounds < 1 || coldRounds < 1) {
      throw new BenchException("--warm and --cold: expected 1 or more");
    }
    try (Store store = new Store(data.toAbsolutePath())) {
      run(store);
    }
    return 0;
  }

  private void run(Store store) throws IOException, InterruptedException {
    Growth growth = new Growth();
    for (long size : sizes) {
      hits = size;
      fill(store);
      growth.add(size, measure(store));
    }
    if (sizes.size() > 1) {
      growth.print(out);
    }
  }

  private void fill(Store store) throws IOException, InterruptedException {
    new GeneratedMail(store, START, INTERVAL, HITS_PER_DELIVERY)
        .loadUpTo(hits / HITS_PER_DELIVERY, out);
    long rows = store.number("SELECT count() FROM trueopen.hits");
    out.printf("%n%,d hits, %,d statements about them%n", hits, rows);
    sizes(store);
    if (hits == sizes.getLast()) {
      inserts(store); // they stay, and would weigh on the first size only
    }
    // As it would be after a quiet hour; what merges leave is the least that is read.
    for (String table :
        List.of(
            "hits_15min",
            "account_hits_15min",
            "engagement_15min",
            "links_15min",
            "links_1h",
            "client_hits_15min")) {
      store.run("OPTIMIZE TABLE trueopen." + table, Map.of());
    }
  }

  private void sizes(Store store) throws IOException, InterruptedException {
    out.println("\ntable, rows, MB on disk, bytes a row");
    out.println(
        text(
            store.ask(
                "SELECT table, sum(rows) AS n, round(sum(bytes_on_disk) / 1e6, 1),"
                    + " round(sum(bytes_on_disk) / n, 1) FROM system.parts"
                    + " WHERE active AND database = 'trueopen' GROUP BY table ORDER BY n DESC",
                Map.of())));
  }

  /** The job's requests beside plain ones, into the same tables, with the same rows. */
  private void inserts(Store store) throws IOException, InterruptedException {
    List<byte[]> bodies = new ArrayList<>();
    String columns = text(store.ask(COLUMNS, Map.of())).strip();
    for (int i = 0; i < INSERTS; i++) {
      bodies.add(
          store
              .ask(
                  "SELECT h.* REPLACE ('insert' AS account) FROM trueopen.hits AS h"
                      + " WHERE h.account = 'bench' LIMIT %d OFFSET %d FORMAT RowBinary"
                          .formatted(ROWS_PER_INSERT, i * ROWS_PER_INSERT),
                  Map.of())
              .body());
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] body : bodies) {
      whole.write(body);
    }
    String query = "INSERT INTO trueopen.hits (" + columns + ") FORMAT RowBinary";
    long rows = (long) bodies.size() * ROWS_PER_INSERT;
    out.println("\nrows a second of hits with all their views: the job's inserts, plain RowBinary");
    for (int round = 0; round < 3; round++) {
      long start = System.nanoTime();
      for (byte[] body : bodies) {
        Map<String, String> settings = new HashMap<>(JOB_SETTINGS);
        settings.put("insert_deduplication_token", UUID.randomUUID().toString());
        store.insert(query, settings, HttpRequest.BodyPublishers.ofByteArray(body));
      }
      long job = rows * 1_000_000_000L / (System.nanoTime() - start);
      byte[] all = whole.toByteArray();
      long plainStart = System.nanoTime();
      store.insert(
          query,
          Map.of("insert_deduplicate", "0", "async_insert", "0"),
          HttpRequest.BodyPublishers.ofByteArray(all));
      long plain = rows * 1_000_000_000L / (System.nanoTime() - plainStart);
      out.printf("%,d  %,d  %.2f%n", job, plain, (double) job / plain);
    }
  }

  private static final String COLUMNS =
      "SELECT arrayStringConcat(groupArray(name), ', ') FROM (SELECT name FROM system.columns"
          + " WHERE database = 'trueopen' AND table = 'hits' ORDER BY position) FORMAT TSVRaw";

  /** As flink-jobs' ClickHouseInserts asks. */
  private static final Map<String, String> JOB_SETTINGS =
      Map.of(
          "insert_deduplicate", "1",
          "deduplicate_blocks_in_dependent_materialized_views", "1",
          "async_insert", "0",
          "max_insert_block_size", "10000000",
          "min_insert_block_size_rows", "10000000",
          "min_insert_block_size_bytes", "1000000000",
          "max_partitions_per_insert_block", "0");

  /** What each query of the dashboards took when warm, and read. */
  private Map<String, Growth.Cost> measure(Store store) throws IOException, InterruptedException {
    Map<String, String> parameters = parameters();
    parameters.putAll(sent(store, parameters));
    List<String> names = new ArrayList<>(DASHBOARD);
    names.addAll(DELIVERY_PAGE);
    Map<String, List<Long>> cold = new HashMap<>();
    Map<String, Growth.Cost> costs = new LinkedHashMap<>();
    settle(store);
    for (int round = 0; round < coldRounds; round++) {
      store.chill();
      // The start of the engine itself is not what is measured: the admin asks this of it first.
      store.ask(TRIVIAL, Map.of());
      for (int i = 0; i < names.size(); i++) {
        // Each round begins with another, as the first ones warm the later ones' tables.
        String name = names.get((i + round * 7) % names.size());
        Store.Answer answer = store.ask(Queries.load(name), parameters);
        cold.computeIfAbsent(name, any -> new ArrayList<>()).add(answer.nanos());
      }
    }
    out.println(
        "\nquery: cold p50, p95; warm p50, p95 ms; rows read; raw ms; raw rows; ratio; equal");
    for (String name : names) {
      String sql = Queries.load(name);
      List<Long> warm = new ArrayList<>();
      Store.Answer answer = store.ask(sql, parameters);
      for (int round = 0; round < warmRounds; round++) {
        answer = store.ask(sql, parameters);
        warm.add(answer.nanos());
      }
      out.printf(
          "%s: %s; %s; %,d%s%n",
          name,
          shown(Objects.requireNonNull(cold.getOrDefault(name, List.of()))),
          shown(warm),
          answer.readRows(),
          raw(store, name, sql, parameters, answer.readRows()));
      costs.put(name, Growth.Cost.of(warm, answer.readRows()));
    }
    out.println(
        "the delivery's page, when it was sent and then its queries at once: "
            + shown(pages(store, parameters)));
    return costs;
  }

  /** Waits for the merges of what was loaded: a store that is filled at once has few such hours. */
  private void settle(Store store) throws IOException, InterruptedException {
    String last = "";
    int quiet = 0;
    long start = System.nanoTime();
    while (quiet < SETTLED_SECONDS && System.nanoTime() - start < SETTLING.toNanos()) {
      Thread.sleep(1000);
      String parts = text(store.run(PARTS, Map.of()));
      quiet = parts.equals(last) ? quiet + 1 : 0;
      last = parts;
    }
    out.printf(
        "%nno merge for %d s after %d s%n", quiet, (System.nanoTime() - start) / 1_000_000_000L);
  }

  private static final String PARTS =
      "SELECT groupArray(name) FROM (SELECT name FROM system.parts WHERE active ORDER BY name)"
          + " FORMAT TSV";

  /** When the delivery was sent, as the parameter of what is asked of it then. */
  private static Map<String, String> sent(Store store, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return Map.of(
        "param_sent",
        text(store.ask(Queries.load("delivery_sent"), parameters))
            .lines()
            .map(time -> "'" + time + "'")
            .collect(Collectors.joining(",", "[", "]")));
  }

  /** How long the delivery's page waits: it asks when it was sent, then all its queries at once. */
  private List<Long> pages(Store store, Map<String, String> parameters)
      throws IOException, InterruptedException {
    List<Long> nanos = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = -WARM_UPS; round < warmRounds; round++) {
        long start = System.nanoTime();
        Map<String, String> all = new HashMap<>(parameters);
        all.putAll(sent(store, parameters));
        List<Callable<Store.Answer>> asked =
            DELIVERY_PAGE.stream()
                .<Callable<Store.Answer>>map(name -> () -> store.ask(Queries.load(name), all))
                .toList();
        for (Future<Store.Answer> answer : threads.invokeAll(asked)) {
          answer.resultNow();
        }
        if (round >= 0) {
          nanos.add(System.nanoTime() - start);
        }
      }
    }
    return nanos;
  }

  private String raw(
      Store store, String name, String sql, Map<String, String> parameters, long readRows)
      throws IOException, InterruptedException {
    @Nullable InputStream found = StoreBenchMain.class.getResourceAsStream("raw_" + name + ".sql");
    if (found == null) {
      return "";
    }
    found.close();
    String raw = resource("raw_" + name);
    store.ask(raw, parameters);
    Store.Answer answer = store.ask(raw, parameters);
    String same =
        sorted(store, raw, parameters).equals(sorted(store, sql, parameters)) ? "yes" : "NO";
    return "; %.0f; %,d; %.0f; %s"
        .formatted(
            answer.nanos() / 1e6,
            answer.readRows(),
            (double) answer.readRows() / Math.max(1, readRows),
            same);
  }

  private static String sorted(Store store, String sql, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return text(store.ask("SELECT * FROM (\n" + sql + "\n) ORDER BY ALL", parameters));
  }

  /** The first thirty days, so that the range stays the same however much there is. */
  private Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    long number = hits / HITS_PER_DELIVERY / 2 / 10 * 10;
    String delivery = Long.toHexString(number);
    parameters.put("account", GeneratedMail.ACCOUNT);
    parameters.put("from", "2025-11-01 00:00:00");
    parameters.put("to", "2025-12-01 00:00:00");
    parameters.put("zone", "Europe/Berlin");
    parameters.put("domains", "[]");
    parameters.put("mailboxes", "[]");
    parameters.put("campaigns", "[]");
    parameters.put("by", "day");
    parameters.put("then", "");
    parameters.put("search", "");
    parameters.put("limit", "100");
    parameters.put("before_at", "2025-11-20 00:00:00.000");
    parameters.put("before_id", "");
    parameters.put("skip", "0");
    parameters.put("delivery", "0".repeat(16 - delivery.length()) + delivery);
    Map<String, String> named = new HashMap<>();
    parameters.forEach((name, value) -> named.put("param_" + name, value));
    return named;
  }

  private static String shown(List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(each -> each).sorted().toArray();
    if (sorted.length == 0) {
      return "-";
    }
    int p95 = (int) Math.ceil(sorted.length * 0.95) - 1;
    return "%.1f, %.1f".formatted(sorted[sorted.length / 2] / 1e6, sorted[Math.max(0, p95)] / 1e6);
  }

  private static String text(Store.Answer answer) {
    return new String(answer.body(), UTF_8);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StoreBenchMain.class.getResourceAsStream(name + ".sql"), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
