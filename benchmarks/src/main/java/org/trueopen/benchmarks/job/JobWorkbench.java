package org.trueopen.benchmarks.job;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.benchmarks.ingest.Broker;
import org.trueopen.benchmarks.ingest.Children;
import org.trueopen.benchmarks.ingest.Pause;
import org.trueopen.benchmarks.ingest.Report;
import org.trueopen.log.Topics;
import org.trueopen.store.EmbeddedClickHouse;
import org.trueopen.store.EngineLibrary;
import org.trueopen.store.EnginePasswords;
import org.trueopen.store.Migrator;
import org.trueopen.store.Stores;

/**
 * One broker, one ClickHouse, and each variant as a process of its own that has read everything so
 * far. In a round the same new hits lie in the topic for all; one variant after the other is let go
 * until its rows are in ClickHouse, while the others stand still.
 */
final class JobWorkbench implements AutoCloseable {

  /**
   * @param deliveries of which the job keeps state, one number after the other
   * @param hits in each round
   * @param readings which deliveries these fall on, one after the other
   * @param other the job's jar of another build, if that is measured as well
   * @param recording whether Java's flight recorder runs along
   */
  record Settings(
      Path home,
      Path folder,
      int portOffset,
      List<Integer> deliveries,
      int hits,
      int rounds,
      List<Reading> readings,
      List<Variant> variants,
      @Nullable Path other,
      boolean recording) {

    /** The jar with the job's classes. */
    Path jar(Variant variant) {
      return variant == Variant.OTHER && other != null
          ? other
          : home.resolve("flink-jobs/target/flink-jobs.jar");
    }
  }

  /**
   * A variant's turn in a round.
   *
   * @param micros of CPU a hit
   */
  record Sample(Variant variant, double micros, double perSecond) {}

  /** What was found with so many deliveries, read like this. */
  record Found(
      int deliveries,
      Reading reading,
      List<Sample> samples,
      Map<Variant, Checkpoints> checkpoints,
      Map<Variant, Long> resident) {}

  /** So long without a new row, and something is wrong. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int LOOK_EVERY_MILLIS = 100;
  private static final Duration SETTLING = Duration.ofMinutes(2);

  /** Of CPU in a second: a job with nothing to do but checkpoints takes less. */
  private static final long RESTING_MICROS = 150_000;

  private final Settings settings;
  private final Children children = new Children();
  private final EmbeddedClickHouse clickHouse;
  private final Broker broker;
  private final Client client;
  private final Mail mail;
  private long expected;

  /** Deliveries that all have read. */
  private long loaded;

  private final Random order = new Random(1);
  private final List<Runner> runners = new CopyOnWriteArrayList<>();

  JobWorkbench(Settings settings) throws IOException {
    this.settings = settings;
    this.broker =
        Broker.start(
            children,
            settings.home().resolve("standalone/runtime-broker/target/lib"),
            settings.folder().resolve("kafka"),
            9092 + settings.portOffset());
    Topics.ensure(broker.config(), (short) 1);
    try {
      this.clickHouse =
          EmbeddedClickHouse.start(
              EngineLibrary.ensure(),
              Files.createDirectories(settings.folder().resolve("clickhouse")),
              8123 + settings.portOffset(),
              9000 + settings.portOffset(),
              EnginePasswords.random(new SecureRandom()),
              settings.folder().resolve("clickhouse.log"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
    Migrator.migrate(clickHouse.migrator());
    this.client = Stores.client(clickHouse.admin());
    this.mail = new Mail(broker.config());
  }

  List<Found> measure() throws IOException {
    List<Found> found = new ArrayList<>();
    for (int deliveries : settings.deliveries()) {
      Report.say("%,d deliveries".formatted(deliveries));
      load(deliveries);
      for (Reading reading : settings.readings()) {
        found.add(measureWith(deliveries, reading));
      }
    }
    return found;
  }

  /**
   * Lets the job, which is the only variant, judge hits that come at a constant rate.
   *
   * @param rate hits a second
   */
  VerdictLatency latency(int rate, Duration length) throws IOException {
    load(settings.deliveries().getLast());
    return latency(going(settings.variants().getFirst()), rate, length);
  }

  private VerdictLatency latency(Runner runner, int rate, Duration length) {
    long before = stored();
    VerdictLatency found = new VerdictLatency(rate, length, System.nanoTime());
    Thread _ = Thread.ofPlatform().start(() -> publish(found));
    long giveUpAt = System.nanoTime() + length.plus(PATIENCE).toNanos();
    while (!found.see(stored() - before, System.nanoTime())) {
      if (!runner.isAlive() || System.nanoTime() - giveUpAt > 0) {
        throw new BenchException(runner.variant().title + " does not get on; see its log");
      }
      Pause.millis(LOOK_EVERY_MILLIS);
    }
    return found;
  }

  private void publish(VerdictLatency wanted) {
    int published = 0;
    while (published < wanted.hits()) {
      int due = published;
      while (due < wanted.hits() && wanted.dueAt(due) <= System.nanoTime()) {
        due++;
      }
      mail.publishHits(due - published, settings.readings().getFirst());
      published = due;
      Pause.millis(10);
    }
  }

  private void load(int deliveries) throws IOException {
    mail.publishDeliveriesUpTo(deliveries);
    mail.publishHits(settings.hits(), settings.readings().getFirst());
    for (Variant variant : settings.variants()) {
      Report.say("Loading " + variant.title);
      read(going(variant), deliveries);
    }
    loaded = deliveries;
  }

  /** Started, or let go on. */
  private Runner going(Variant variant) throws IOException {
    for (Runner runner : runners) {
      if (runner.variant() == variant) {
        runner.resume();
        return runner;
      }
    }
    Runner started = Runner.start(variant, children, settings, environment());
    runners.add(started);
    return started;
  }

  private Found measureWith(int deliveries, Reading reading) {
    Instant since = Instant.now();
    List<Sample> samples = new ArrayList<>();
    List<Runner> turns = new ArrayList<>(runners);
    for (int round = 1; round <= settings.rounds(); round++) {
      mail.publishHits(settings.hits(), reading);
      Collections.shuffle(turns, order);
      for (Runner runner : turns) {
        Sample sample = turn(runner);
        samples.add(sample);
        Report.say(
            "round %d, %s, %s: %.1f us of CPU a hit, %.0f hits/s"
                .formatted(
                    round,
                    reading.word(),
                    runner.variant().word(),
                    sample.micros(),
                    sample.perSecond()));
      }
    }
    Found found = new Found(deliveries, reading, samples, checkpoints(since), resident(runners));
    Report.say("%,d deliveries: %s".formatted(deliveries, found.checkpoints()));
    return found;
  }

  /** Until it is warm, with all deliveries in its state; then it stands still. */
  private void read(Runner runner, int deliveries) {
    long before = stored();
    long began = System.nanoTime();
    await(runner, before + settings.hits());
    if (runner.variant().isJob()) {
      awaitDeliveries(runner, deliveries);
    }
    expected = before + settings.hits();
    settle(runner);
    Report.say("  ready after %.0f s".formatted((System.nanoTime() - began) / 1e9));
    runner.pause();
  }

  /** Lets it finish what loading left to do, as merging files of state: no hit caused that. */
  private static void settle(Runner runner) {
    long giveUpAt = System.nanoTime() + SETTLING.toNanos();
    long before = runner.cpuMicros();
    long used = Long.MAX_VALUE;
    while (used > RESTING_MICROS && System.nanoTime() - giveUpAt < 0) {
      Pause.millis(1000);
      used = runner.cpuMicros() - before;
      before += used;
    }
  }

  private Sample turn(Runner runner) {
    long before = stored();
    if (before != expected) {
      throw new BenchException(
          "expected %d hits in ClickHouse, found %d: a process that was stopped has gone on"
              .formatted(expected, before));
    }
    expected += settings.hits();
    long cpu = runner.cpuMicros();
    long began = System.nanoTime();
    runner.resume();
    await(runner, before + settings.hits());
    double seconds = (System.nanoTime() - began) / 1e9;
    long used = runner.cpuMicros() - cpu;
    runner.pause();
    return new Sample(runner.variant(), (double) used / settings.hits(), settings.hits() / seconds);
  }

  private Map<Variant, Checkpoints> checkpoints(Instant since) {
    Map<Variant, Checkpoints> found = new EnumMap<>(Variant.class);
    for (Runner runner : runners) {
      if (runner.variant().isJob()) {
        runner.resume();
        Pause.millis(3000); // until the last ones have ended
        found.put(runner.variant(), Checkpoints.of(runner, since));
        runner.pause();
      }
    }
    return found;
  }

  private static Map<Variant, Long> resident(List<Runner> runners) {
    Map<Variant, Long> found = new EnumMap<>(Variant.class);
    runners.forEach(runner -> found.put(runner.variant(), runner.residentBytes()));
    return found;
  }

  private Map<String, String> environment() throws IOException {
    Path key = settings.folder().resolve("hash-key");
    Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS", broker.config().bootstrapServers(),
        "CLICKHOUSE_URL", clickHouse.job().url(),
        "CLICKHOUSE_USER", clickHouse.job().user(),
        "CLICKHOUSE_PASSWORD", clickHouse.job().password(),
        "JOB_HASH_KEY_FILE", key.toString());
  }

  /** By the changelog's signs: a corrected verdict does not count as another hit. */
  private long stored() {
    return number("SELECT toInt64(sum(sign)) AS n FROM hits");
  }

  private void await(Runner runner, long hits) {
    awaitAtLeast(runner, "SELECT toInt64(sum(sign)) AS n FROM hits", hits);
  }

  /** Each job writes a row of each delivery; those whose turn has not come have older ones only. */
  private void awaitDeliveries(Runner runner, int deliveries) {
    List<Variant> jobs = settings.variants().stream().filter(Variant::isJob).toList();
    long done = jobs.indexOf(runner.variant()) + 1L;
    awaitAtLeast(
        runner,
        "SELECT toInt64(count()) AS n FROM deliveries",
        done * deliveries + (jobs.size() - done) * loaded);
  }

  private void awaitAtLeast(Runner runner, String sql, long expected) {
    long last = -1;
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    for (long found = soFar(sql); found < expected; found = soFar(sql)) {
      if (found > last) {
        last = found;
        giveUpAt = System.nanoTime() + PATIENCE.toNanos();
      }
      if (!runner.isAlive() || System.nanoTime() - giveUpAt > 0) {
        throw new BenchException(runner.variant().title + " does not get on; see its log");
      }
      Pause.millis(LOOK_EVERY_MILLIS);
    }
  }

  /** None while ClickHouse does not answer, as on a machine that stands still for a while. */
  private long soFar(String sql) {
    try {
      return number(sql);
    } catch (RuntimeException e) {
      Report.say("ClickHouse does not answer: " + e.getMessage());
      return -1;
    }
  }

  private long number(String sql) {
    return client.queryAll(sql).getFirst().getLong("n");
  }

  @Override
  public void close() {
    runners.forEach(Runner::release); // one that is stopped cannot end, nor write its recording
    children.close();
    clickHouse.close();
  }
}
