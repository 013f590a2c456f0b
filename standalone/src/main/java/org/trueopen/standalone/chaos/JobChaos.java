package org.trueopen.standalone.chaos;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.standalone.chaos.StoreAudit.Outcome;
import org.trueopen.standalone.demo.DemoWorld;
import org.trueopen.standalone.demo.HitAttempt;
import org.trueopen.standalone.demo.HitLoad;
import org.trueopen.standalone.demo.LiveSettings;
import org.trueopen.standalone.demo.LiveTraffic;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import org.trueopen.standalone.process.Supervisor.PartStatus;

/**
 * The fault bench of the engagement job: a steady load beside the demo's traffic, kills at random,
 * and then every table of ClickHouse held against a recount of the topics.
 */
public final class JobChaos {

  /** So that each delivery is asked for several times, and its verdicts are corrected. */
  private static final int REQUESTS_PER_TARGET = 3;

  /** Whose mail it is, as the first start makes it. */
  private static final String ACCOUNT = "demo";

  private static final Duration SETTLING = Duration.ofMinutes(10);
  private static final int DEMO_RECIPIENTS = 1000;

  /**
   * What is to be done.
   *
   * @param strikes how long to kill at random
   * @param outage how long ClickHouse stays down once, halfway
   * @param rate requests a second
   */
  public record Settings(
      Duration strikes, Duration outage, int rate, int taskManagers, long seed) {}

  private final DataFolder data;
  private final Ports ports;
  private final Settings settings;
  private final Consumer<String> say;

  /**
   * @param say takes lines for a person
   */
  public JobChaos(DataFolder data, Ports ports, Settings settings, Consumer<String> say) {
    this.data = data;
    this.ports = ports;
    this.settings = settings;
    this.say = say;
  }

  /** Runs it and prints the tables; true if every row is as it should be. */
  public boolean run(Stage stage) throws IOException, InterruptedException {
    URI ingest = URI.create("http://localhost:" + ports.ingest()); // links stand on it
    String key = data.readApiKey();
    Clock clock = Clock.systemUTC();
    String name = Long.toString(clock.millis(), 36);
    long seconds = settings.strikes().plus(settings.outage()).toSeconds();
    try (HitLoad load = new HitLoad(ingest, key, name, settings.rate());
        CampaignStore rows = new CampaignStore(stage.store(), load.campaign())) {
      int deliveries = load.send(settings.rate() * seconds / REQUESTS_PER_TARGET);
      say.accept("%d deliveries made; %d requests a second".formatted(deliveries, settings.rate()));
      InsertWatch inserts = new InsertWatch(data.root().resolve("clickhouse/store"));
      JobRun run = new JobRun(stage, rows, inserts, say);
      try (StatusLoad statuses =
          new StatusLoad(kafka(), ACCOUNT, load.deliveryIds(), Duration.ofSeconds(seconds))) {
        load.start();
        statuses.start();
        if (!underTraffic(run, ingest, key, clock)) {
          return false;
        }
      }
      say.accept("All faults are over; waiting for the last answers and the job");
      List<HitAttempt> attempts = load.end();
      return judge(stage, run, attempts);
    }
  }

  private boolean underTraffic(JobRun run, URI ingest, String key, Clock clock)
      throws InterruptedException {
    try (LiveTraffic noise =
        new LiveTraffic(
            new DemoWorld(1, DEMO_RECIPIENTS),
            ingest,
            key,
            clock,
            clock.millis(),
            LiveSettings.standard())) {
      Thread.ofPlatform().daemon().name("demo-traffic").start(noise);
      JobFaults faults = new JobFaults(victims(), settings.seed());
      Duration half = settings.strikes().dividedBy(2);
      return run.strike(faults, half)
          && run.withoutClickHouse(settings.outage())
          && run.strike(faults, half);
    }
  }

  private KafkaConfig kafka() {
    return new KafkaConfig("127.0.0.1:" + ports.broker());
  }

  private List<String> victims() {
    List<String> victims = new ArrayList<>(List.of("kafka", "jobmanager", JobRun.CLICKHOUSE));
    for (int i = 1; i <= settings.taskManagers(); i++) {
      victims.add(settings.taskManagers() == 1 ? "taskmanager" : "taskmanager-" + i);
    }
    return victims;
  }

  private boolean judge(Stage stage, JobRun run, List<HitAttempt> attempts)
      throws IOException, InterruptedException {
    KeyedHash hashes = KeyedHash.parse(Files.readString(data.hashKey()));
    try (StoreAudit audit = new StoreAudit(stage.store())) {
      long began = System.nanoTime();
      Recount recount = Recount.of(kafka(), hashes);
      List<Outcome> outcomes = audit.compare(recount);
      // What is missing may only not have come yet; the last of the demo's hits come late as well.
      while (!outcomes.stream().allMatch(Outcome::clean)
          && System.nanoTime() - began < SETTLING.toNanos()
          && !stage.awaitStop(0)) {
        TimeUnit.SECONDS.sleep(10);
        recount = Recount.of(kafka(), hashes);
        outcomes = audit.compare(recount);
      }
      new JobReport(run.blows(), attempts, recount, outcomes, say).print(restarts(stage));
      return outcomes.stream().allMatch(Outcome::clean);
    }
  }

  private static long restarts(Stage stage) {
    return stage.supervisor().status().stream().mapToLong(PartStatus::restarts).sum();
  }
}
