package org.trueopen.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleFunction;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.id.AccountId;
import org.trueopen.job.ledger.SignalsConfig;
import org.trueopen.job.source.Origin;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.store.ClickHouseSink;
import org.trueopen.job.store.ClickHouseTarget;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.TestClickHouse;

/**
 * A history that is told to the job in two parts, with a savepoint between them: opens and clicks
 * of each delivery far apart, so that what is known of the one has to outlive the savepoint for the
 * other to be judged beside it. Savepoints of releases hold positions in this very script, so it
 * never changes.
 */
@SuppressWarnings("try") // closing an environment may be interrupted; a test is not
final class SavepointScript {

  static final int DELIVERIES = 40;

  /** Opens, a second open, clicks, and hits of anonymous mail. */
  private static final int HITS = 3 * DELIVERIES + DELIVERIES / 10;

  private static final Instant SENT = Instant.parse("2026-11-20T10:00:00Z");

  /** It stands still, so that nothing is forgotten however old a savepoint is. */
  private static final Clock CLOCK = Clock.fixed(SENT.plusSeconds(86_400), ZoneOffset.UTC);

  private static final int EVENTS_PER_SECOND = 80;

  private final String account;

  SavepointScript(String account) {
    this.account = account;
  }

  /**
   * Tells about half of it.
   *
   * @param interval of checkpoints: if none completes, the savepoint holds all rows there are
   * @return the savepoint's folder, below the one given
   */
  Path untilTheMiddle(int parallelism, Duration interval, Path folder) throws Exception {
    long before = ScriptedSource.given();
    Configuration flink = FlinkSettings.of(folder.resolve("checkpoints"), interval);
    try (StreamExecutionEnvironment env = environment(parallelism, flink)) {
      pipeline(perSecond -> stoppingInTheMiddle(perSecond, before)).addTo(env);
      JobClient job = env.executeAsync();
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isInTheMiddle(before));
      return Path.of(URI.create(stop(job, folder.resolve("savepoints"))).getPath());
    }
  }

  private static boolean isInTheMiddle(long before) {
    return ScriptedSource.given() - before > (DELIVERIES + HITS) / 2;
  }

  /**
   * Gives nothing more once about half is told: else the job could end before it is stopped, which
   * takes as long as the machine is busy.
   */
  private static RateLimiterStrategy<SourceSplit> stoppingInTheMiddle(
      double perSecond, long before) {
    RateLimiterStrategy<?> steady = RateLimiterStrategy.perSecond(perSecond);
    return parallelism -> {
      RateLimiter<?> limiter = steady.createRateLimiter(parallelism);
      return events -> isInTheMiddle(before) ? new CompletableFuture<>() : limiter.acquire(events);
    };
  }

  /** Sources may run while tasks behind them are still starting; then it is tried again. */
  private static String stop(JobClient job, Path savepoints) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .ignoreException(ExecutionException.class)
        .until(
            () ->
                job.stopWithSavepoint(false, savepoints.toString(), SavepointFormatType.CANONICAL)
                    .get(2, TimeUnit.MINUTES),
            Objects::nonNull);
  }

  /** Tells the rest. */
  void fromTheMiddle(int parallelism, Path savepoint, Path folder) throws Exception {
    Configuration flink = FlinkSettings.of(folder.resolve("later"), Duration.ofMillis(200));
    flink.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    try (StreamExecutionEnvironment env = environment(parallelism, flink)) {
      pipeline(RateLimiterStrategy::perSecond).addTo(env);
      env.execute();
    }
  }

  private static StreamExecutionEnvironment environment(int parallelism, Configuration flink) {
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, flink);
  }

  /**
   * @param rate by how many events a second
   */
  private EngagementPipeline pipeline(DoubleFunction<RateLimiterStrategy<?>> rate) {
    StoreConfig store = TestClickHouse.shared().job();
    return new EngagementPipeline(
        new EngagementPipeline.Sources(
            ScriptedSource.of(deliveries(), rate.apply(EVENTS_PER_SECOND / 2.0)),
            ScriptedSource.of(hits(), rate.apply(EVENTS_PER_SECOND)),
            ScriptedSource.of(List.of(rules()))),
        new ClickHouseSink(
            new ClickHouseTarget(URI.create(store.url()), store.user(), store.password())),
        new byte[32],
        SignalsConfig.BUNDLED,
        CLOCK);
  }

  private List<TopicEvent> deliveries() {
    List<TopicEvent> events = new ArrayList<>();
    Origin origin = new Origin("deliveries", 0, 0);
    for (int i = 0; i < DELIVERIES; i++) {
      events.add(new TopicEvent.Sent(origin, TestEvents.delivery(account, "d" + i, SENT)));
      if (i % 5 == 0) {
        events.add(
            new TopicEvent.Status(
                origin,
                new DeliveryStatus(account, "d" + i, Status.DELIVERED, SENT.plusSeconds(2))));
      }
    }
    events.add(new TopicEvent.Explained(origin, TestEvents.aggregate(account)));
    return events;
  }

  private List<TopicEvent> hits() {
    List<TopicEvent> events = new ArrayList<>();
    Origin origin = new Origin("hits", 0, 0);
    String all = TestEvents.aggregate(account).deliveryId();
    for (int i = 0; i < DELIVERIES; i++) {
      Instant at = SENT.plusSeconds(600 + i);
      String id = "d" + i;
      events.add(new TopicEvent.Requested(origin, TestEvents.open(account, id, id + "-o", at)));
      if (i % 10 == 0) {
        events.add(new TopicEvent.Requested(origin, TestEvents.open(account, all, id + "-a", at)));
      }
    }
    for (int i = 0; i < DELIVERIES; i++) {
      Instant at = SENT.plusSeconds(620 + i);
      String id = "d" + i;
      // Before the open, so that what was the first is not, and has to be taken back.
      events.add(
          new TopicEvent.Requested(
              origin, TestEvents.open(account, id, id + "-p", at.minusSeconds(500))));
      events.add(
          new TopicEvent.Requested(
              origin, TestEvents.click(account, id, id + "-c", 0, at, "203.0.113.9")));
    }
    return events;
  }

  private TopicEvent rules() {
    Setting setting =
        new Setting(
            SettingKey.rules(new AccountId(account)),
            new RuleSettings(Map.of("reloadSeconds", 5), List.of()),
            1,
            SENT,
            "alice");
    return new TopicEvent.Changed(new Origin("settings", 0, 0), setting);
  }

  /** Every delivery, and one standing verdict and engagement for each hit and delivery. */
  void assertNothingIsLostOrDoubled() {
    assertThat(number("SELECT count() FROM trueopen.deliveries WHERE %s")).isEqualTo(DELIVERIES);
    assertThat(number("SELECT sum(hits) FROM trueopen.hits_hourly WHERE %s")).isEqualTo(HITS);
    assertThat(number(standing("hits", "hit_id", "judged_at"))).isEqualTo(HITS);
    assertThat(number("SELECT uniqExact(hit_id) FROM trueopen.hits WHERE %s")).isEqualTo(HITS);
    assertThat(number(standing("engagement", "delivery_id", "changed_at"))).isEqualTo(DELIVERIES);
    assertThat(number("SELECT sum(opened) + sum(clicked) FROM trueopen.engagement_hourly WHERE %s"))
        .isEqualTo(2 * DELIVERIES);
    assertThat(number("SELECT count() FROM trueopen.delivery_statuses WHERE %s"))
        .isEqualTo(DELIVERIES / 5);
    assertThat(number("SELECT count() FROM trueopen.settings_changes WHERE %s")).isEqualTo(1);
    assertThat(
            number(
                "SELECT sum(hits) FROM trueopen.hits_hourly"
                    + " WHERE %s AND campaign = 'spring' AND mailbox = 'news@demo.example'"))
        .isEqualTo(HITS);
  }

  /** How many ids have one statement that stands, and no other that was not taken back. */
  private static String standing(String table, String id, String time) {
    return """
    SELECT count() FROM (
      SELECT %1$s, groupArray(n) AS left FROM (
        SELECT %1$s, sum(sign) AS n FROM (SELECT * EXCEPT (%2$s) FROM trueopen.%3$s WHERE %%s)
        GROUP BY ALL HAVING n != 0)
      GROUP BY %1$s HAVING left = [1])"""
        .formatted(id, time, table);
  }

  private long number(String sql) {
    return TestClickHouse.shared().number(sql.formatted("account = '" + account + "'"));
  }
}
