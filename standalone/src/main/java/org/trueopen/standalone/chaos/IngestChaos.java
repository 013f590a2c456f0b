package org.trueopen.standalone.chaos;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.log.KafkaConfig;
import org.trueopen.standalone.chaos.CounterWatch.Sample;
import org.trueopen.standalone.chaos.IngestTally.ProcessCount;
import org.trueopen.standalone.demo.HitAttempt;
import org.trueopen.standalone.demo.HitLoad;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import org.trueopen.standalone.part.StartException;

/**
 * The fault bench of the ingest tier: a steady load of distinct hits, everything broken that can
 * break behind it and in it, and then the count of what was acknowledged.
 */
public final class IngestChaos implements AutoCloseable {

  /** Healing may take longer than usual; the load must not run out of fresh mail for that. */
  private static final double SPARE = 1.1;

  private static final Duration DRAINING = Duration.ofMinutes(2);

  private final DataFolder data;
  private final Ports ports;
  private final FaultPlan plan;
  private final Consumer<String> say;
  private final @Nullable JournalDisk disk;

  private IngestChaos(
      DataFolder data,
      Ports ports,
      FaultPlan plan,
      @Nullable JournalDisk disk,
      Consumer<String> say) {
    this.data = data;
    this.ports = ports;
    this.plan = plan;
    this.disk = disk;
    this.say = say;
  }

  /**
   * Prepares the data folder; nothing may run on it yet.
   *
   * @param say takes lines for a person
   */
  public static IngestChaos prepare(
      DataFolder data, Ports ports, FaultPlan plan, Consumer<String> say)
      throws InterruptedException {
    JournalDisk disk = null;
    if (plan.faults().contains(Fault.FILL_JOURNAL)) {
      try {
        disk = JournalDisk.mount(data.root().resolve("ingest-journal"), data.root(), say);
      } catch (IOException e) {
        say.accept("The journal gets no disk of its own (" + e.getMessage() + "), but a quota");
      }
    }
    return new IngestChaos(data, ports, plan, disk, say);
  }

  /** Runs the plan and prints the tables; true if all is as it should be. */
  public boolean run(Stage stage) throws IOException, StartException, InterruptedException {
    URI ingest = URI.create("http://localhost:" + ports.ingest()); // links stand on it
    URI counters = URI.create("http://127.0.0.1:" + ports.ingestInternal() + "/internal/counters");
    String name = Long.toString(Clock.systemUTC().millis(), 36);
    int rate = plan.requestsPerSecond();
    try (HitLoad load = new HitLoad(ingest, data.readApiKey(), name, rate);
        CounterWatch watch = new CounterWatch(stage.supervisor(), counters)) {
      int deliveries = load.send((long) (rate * plan.load().toSeconds() * SPARE));
      say.accept(
          "%d deliveries made; %d requests a second, %d s of calm around each fault"
              .formatted(deliveries, rate, plan.calm().toSeconds()));
      watch.start();
      load.start();
      FaultRun faults = new FaultRun(stage, load, watch, disk, say);
      if (!faults.run(plan)) {
        return false;
      }
      say.accept("All faults are over; waiting for the last answers, the journal and the job");
      List<HitAttempt> attempts = load.end();
      awaitQuiet(stage, watch);
      IngestTally tally = count(stage, load.campaign(), attempts, faults, watch.samples());
      new IngestReport(tally, watch.samples(), say).print();
      if (load.leftOut() > 0) {
        say.accept(load.leftOut() + " requests were left out because too many were waiting");
      }
      return tally.problems().isEmpty();
    }
  }

  /** Until nothing is under way in ingest and its journal is empty. */
  private void awaitQuiet(Stage stage, CounterWatch watch) throws InterruptedException {
    long began = System.nanoTime();
    while (System.nanoTime() - began < DRAINING.toNanos() && !stage.awaitStop(0)) {
      Optional<IngestCounters> now = watch.look();
      if (now.isPresent() && isQuiet(now.get())) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    say.accept("  ingest did not come to rest within " + DRAINING.toSeconds() + " s");
  }

  private static boolean isQuiet(IngestCounters counters) {
    IngestCounters.Journal journal = counters.journal();
    return counters.open() == 0 && (journal == null || journal.hits() == 0);
  }

  private IngestTally count(
      Stage stage,
      String campaign,
      List<HitAttempt> attempts,
      FaultRun faults,
      List<Sample> samples)
      throws InterruptedException {
    Set<String> deliveries =
        attempts.stream().map(a -> a.target().deliveryId()).collect(Collectors.toSet());
    TopicHits topic = TopicHits.read(new KafkaConfig("127.0.0.1:" + ports.broker()), deliveries);
    List<Phase> phases = faults.phases();
    try (CampaignStore store = new CampaignStore(stage.store(), campaign)) {
      store.awaitSettled(topic.count().ids());
      HitCount stored = store.hits();
      return new IngestTally(
          attempts,
          phases,
          HitComparison.of(attempts, topic.count(), a -> IngestTally.mayBeLost(phases, a)),
          HitComparison.of(attempts, stored, a -> IngestTally.mayBeLost(phases, a)),
          sums(topic, store),
          CounterWatch.lastWords(samples).entrySet().stream()
              .map(e -> new ProcessCount(e.getKey(), faults.end(e.getKey()), e.getValue()))
              .toList());
    }
  }

  private static IngestTally.Sums sums(TopicHits topic, CampaignStore store) {
    return new IngestTally.Sums(
        topic.count().ids(),
        topic.repeated(),
        topic.malformed(),
        store.stored(),
        store.rollup(),
        store.opened(),
        store.rawOpened(),
        store.clicked(),
        store.rawClicked());
  }

  /** Takes away what {@link #prepare} brought; the product must have stopped. */
  @Override
  public void close() {
    if (disk != null) {
      disk.close();
    }
  }
}
