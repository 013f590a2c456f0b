package org.trueopen.benchmarks.job;

import com.clickhouse.client.api.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.ingest.BenchException;
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
   * @param deliveries of which the job keeps state
   * @param hits in each round
   * @param other the job's jar of another build, if that is measured as well
   * @param recording whether Java's flight recorder runs along
   */
  record Settings(
      Path home,
      Path folder,
      int portOffset,
      int deliveries,
      int hits,
      int rounds,
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

  /** What was found. */
  record Found(
      List<Sample> samples, Map<Variant, Checkpoints> checkpoints, Map<Variant, Long> resident) {}

  private static final Duration PATIENCE = Duration.ofMinutes(30);
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
    this.mail = new Mail(broker.config(), settings.deliveries());
  }

  Found measure() throws IOException {
    mail.publishDeliveries();
    mail.publishHits(settings.hits());
    for (Variant variant : settings.variants()) {
      loaded(variant);
    }
    List<Sample> samples = new ArrayList<>();
    List<Runner> turns = new ArrayList<>(runners);
    for (int round = 1; round <= settings.rounds(); round++) {
      mail.publishHits(settings.hits());
      Collections.shuffle(turns, order);
      for (Runner runner : turns) {
        Sample sample = turn(runner);
        samples.add(sample);
        Report.say(
            "round %d, %s: %.1f us of CPU a hit, %.0f hits/s"
                .formatted(round, runner.variant().word(), sample.micros(), sample.perSecond()));
      }
    }
    return new Found(samples, checkpoints(runners), resident(runners));
  }

  /** Started, warm, with all deliveries in its state; stands still. */
  private void loaded(Variant variant) throws IOException {
    Report.say("Starting " + variant.title);
    long before = stored();
    long began = System.nanoTime();
    Runner runner = Runner.start(variant, children, settings, environment());
    runners.add(runner);
    await(runner, before + settings.hits());
    if (variant.isJob()) {
      awaitDeliveries(runner);
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

  private Map<Variant, Checkpoints> checkpoints(List<Runner> runners) {
    Map<Variant, Checkpoints> found = new EnumMap<>(Variant.class);
    for (Runner runner : runners) {
      if (runner.variant().isJob()) {
        runner.resume();
        Pause.millis(3000); // a checkpoint with nothing new
        found.put(runner.variant(), Checkpoints.of(runner));
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

  private void awaitDeliveries(Runner runner) {
    long jobs =
        settings.variants().stream().filter(Variant::isJob).toList().indexOf(runner.variant());
    awaitAtLeast(
        runner, "SELECT toInt64(count()) AS n FROM deliveries", (jobs + 1) * settings.deliveries());
  }

  private void awaitAtLeast(Runner runner, String sql, long expected) {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    while (soFar(sql) < expected) {
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
