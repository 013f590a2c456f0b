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
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.job.ledger.CountryFiles;
import org.trueopen.job.ledger.SignalsConfig;
import org.trueopen.job.source.Origin;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.store.ClickHouseTarget;
import org.trueopen.job.store.FailingSink;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.TestClickHouse;

@Timeout(120) // a few seconds, where nothing else runs
@SuppressWarnings("try") // closing an environment may be interrupted; a test is not
class ExactlyOnceTest {

  private static final int DELIVERIES = 1000;
  private static final int HITS_PER_CHECKPOINT = 50;
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  /** It stands still, so that nothing is forgotten however much later the test is run. */
  private static final Clock CLOCK = Clock.fixed(START.plusSeconds(86_400), ZoneOffset.UTC);

  private static final String HOME = "203.0.113.9";
  private static final String RELAY = "104.28.28.1";

  @TempDir Path checkpoints;
  @TempDir Path files;

  @Test
  void aJobThatFailsRightAfterCommitsLosesAndDoublesNothing() throws Exception {
    TestClickHouse clickHouse = TestClickHouse.shared();
    StoreConfig job = clickHouse.job();
    FailingSink sink =
        new FailingSink(new ClickHouseTarget(URI.create(job.url()), job.user(), job.password()), 2);
    List<TopicEvent> deliveries = new ArrayList<>();
    List<TopicEvent> hits = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      Origin origin = new Origin("hits", 0, i);
      Instant at = START.plusSeconds(i);
      deliveries.add(new TopicEvent.Sent(origin, TestEvents.delivery("once", "d" + i, at)));
      if (i % 10 == 0) {
        DeliveryStatus bounced = new DeliveryStatus("once", "d" + i, Status.BOUNCED, at);
        deliveries.add(new TopicEvent.Status(origin, bounced));
        // A repeated call publishes its deliveries again.
        Delivery again = TestEvents.delivery("once", "d" + i, at.plusSeconds(1));
        deliveries.add(new TopicEvent.Sent(origin, again));
        String all = TestEvents.aggregate("once").deliveryId();
        hits.add(new TopicEvent.Requested(origin, TestEvents.open("once", all, "a" + i, at)));
      } else {
        hits.add(
            new TopicEvent.Requested(
                origin,
                TestEvents.open(
                    "once", "d" + i, "h" + i, at.plusSeconds(60), i % 2 == 0 ? RELAY : HOME)));
      }
    }
    // Last, so that hits of anonymous mail have to wait for it.
    deliveries.add(
        new TopicEvent.Explained(new Origin("deliveries", 0, 0), TestEvents.aggregate("once")));

    run(deliveries, hits, sink);

    // It failed after the third and the sixth.
    assertThat(sink.commits()).isGreaterThan(6);
    assertThat(clickHouse.number("SELECT count() FROM trueopen.deliveries WHERE account = 'once'"))
        .isEqualTo(DELIVERIES);
    assertThat(
            clickHouse.number(
                "SELECT count() FROM (SELECT hit_id, sum(sign) AS signs, count() AS rows"
                    + " FROM trueopen.hits WHERE account = 'once' GROUP BY hit_id"
                    // Stated once, or again under the campaign once the delivery had come.
                    + " HAVING signs = 1 AND rows IN (1, 3))"))
        .isEqualTo(DELIVERIES);
    assertThat(
            clickHouse.number("SELECT sum(hits) FROM trueopen.hits_hourly WHERE account = 'once'"))
        .isEqualTo(DELIVERIES);
    assertThat(
            clickHouse.number(
                "SELECT count() FROM (SELECT sum(deliveries) AS d, sum(opened) AS o,"
                    + " sum(opens_trackable) AS t FROM trueopen.engagement_hourly"
                    + " WHERE account = 'once' HAVING o = t AND 10 * o = 9 * d AND d = "
                    + DELIVERIES
                    + ')'))
        .isEqualTo(1);
    assertThat(
            clickHouse.number(
                "SELECT sum(hits) FROM trueopen.hits_hourly"
                    + " WHERE account = 'once' AND campaign = 'spring'"))
        .isEqualTo(DELIVERIES);
    // What is taken back has the country and lists of what was stated.
    assertThat(
            clickHouse.number(
                "SELECT count() FROM (SELECT hit_id, country, lists, sum(sign) AS signs"
                    + " FROM trueopen.hits WHERE account = 'once'"
                    + " GROUP BY hit_id, country, lists HAVING signs != 1)"))
        .isZero();
    assertThat(hits(clickHouse, "country = 'NZ' AND empty(lists)")).isEqualTo(DELIVERIES / 2);
    assertThat(
            hits(
                clickHouse,
                "country = '' AND arrayExists(list -> match(list, '^apple-private-relay@2026'), lists)"))
        .isEqualTo(DELIVERIES * 4 / 10);
    assertThat(hits(clickHouse, "network = '' AND country = ''")).isEqualTo(DELIVERIES / 10);
    assertThat(
            clickHouse.number(
                "SELECT count() FROM trueopen.delivery_statuses"
                    + " WHERE account = 'once' AND status = 'BOUNCED'"))
        .isEqualTo(DELIVERIES / 10);
  }

  private static long hits(TestClickHouse clickHouse, String where) {
    return clickHouse.number(
        "SELECT sum(sign) FROM trueopen.hits WHERE account = 'once' AND " + where);
  }

  private void run(List<TopicEvent> deliveries, List<TopicEvent> hits, FailingSink sink)
      throws Exception {
    Path countries = CountryFiles.write(files.resolve("c.mmdb"), 6, Map.of("203.0.113.0/24", "NZ"));
    Configuration flink = FlinkSettings.of(checkpoints, Duration.ofMillis(100));
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, flink)) {
      TopicEvent status =
          new TopicEvent.Status(
              new Origin("deliveries", 0, 0),
              new DeliveryStatus("once", "d0", Status.DELIVERED, START));
      new EngagementPipeline(
              new EngagementPipeline.Sources(
                  ScriptedSource.of(deliveries, RateLimiterStrategy.perSecond(300)),
                  // However slow checkpoints are, there are enough of them to fail twice.
                  ScriptedSource.of(hits, RateLimiterStrategy.perCheckpoint(HITS_PER_CHECKPOINT)),
                  ScriptedSource.of(List.of(status))),
              sink,
              new byte[32],
              new SignalsConfig("", SignalsConfig.DEFAULT_MAX_AGE_DAYS, countries.toString()),
              CLOCK)
          .addTo(env);
      env.execute();
    }
  }
}
