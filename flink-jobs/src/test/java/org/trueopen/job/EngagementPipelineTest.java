package org.trueopen.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.PartitionTransformation;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.UnionTransformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.Hit;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.event.KafkaEvents;
import org.trueopen.job.ledger.SignalsConfig;
import org.trueopen.job.source.KafkaSources;
import org.trueopen.job.source.Origin;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.store.ClickHouseSink;
import org.trueopen.job.store.ClickHouseTarget;
import org.trueopen.job.store.Rows;
import org.trueopen.job.store.StoreRow;
import org.trueopen.job.store.StoreTable;
import org.trueopen.log.KafkaConfig;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.verdict.AggregateLedger;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.Filing;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Signals;
import org.trueopen.verdict.Transport;

@Timeout(120) // a few seconds, where nothing else runs
@SuppressWarnings("try") // closing an environment may be interrupted; a test is not
class EngagementPipelineTest {

  private static final byte[] SECRET = new byte[32];
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Origin ORIGIN = new Origin("hits", 3, 4711);

  private static final Aggregate SPRING = TestEvents.aggregate("demo");

  @TempDir Path checkpoints;

  @Test
  void everyOperatorHasAnUidAndANameInKebabCase() {
    for (Transformation<?> transformation : transformations(productionGraph())) {
      boolean operator =
          !(transformation instanceof UnionTransformation
              || transformation instanceof PartitionTransformation
              || transformation instanceof SideOutputTransformation);
      if (operator) {
        assertThat(transformation.getUid())
            .as("uid of %s", transformation.getName())
            .isNotNull()
            .matches("[a-z]+(-[a-z]+)*");
        assertThat(transformation.getName()).matches("(Source: )?" + transformation.getUid());
      }
    }
    productionGraph()
        .getStreamGraph()
        .getStreamNodes()
        .forEach(
            node ->
                assertThat(node.getTransformationUID())
                    .as("uid of %s", node.getOperatorName())
                    .isNotNull());
  }

  @Test
  void nothingInTheGraphIsLeftToKryo() {
    transformations(productionGraph())
        .forEach(
            transformation ->
                assertThat(transformation.getOutputType())
                    .as("type out of %s", transformation.getName())
                    .isNotInstanceOf(GenericTypeInfo.class));
    productionGraph()
        .getStreamGraph()
        .getStreamNodes()
        .forEach(
            node -> {
              List<TypeSerializer<?>> serializers = new ArrayList<>();
              serializers.addAll(Arrays.asList(node.getTypeSerializersIn()));
              serializers.add(node.getTypeSerializerOut());
              serializers.add(node.getStateKeySerializer());
              assertThat(serializers)
                  .as("serializers of %s", node.getOperatorName())
                  .noneMatch(KryoSerializer.class::isInstance);
            });
  }

  @Test
  void stateIsDividedInto128Parts() {
    assertThat(productionGraph().getConfig().getMaxParallelism()).isEqualTo(128);
  }

  @Test
  void finalVerdictsAreThoseOfTheRulesWhateverTheOrderOfArrival() throws Exception {
    List<Delivery> deliveries = new ArrayList<>();
    List<Hit> hits = new ArrayList<>();
    List<DeliveryStatus> statuses = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      script("d" + i, i % 4, deliveries, hits);
      report("d" + i, i % 3, statuses);
    }
    List<Hit> anonymous = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Instant at = NOW.minusSeconds(i);
      anonymous.add(TestEvents.open("demo", SPRING.deliveryId(), "a" + i, at, PixelPlace.EARLY));
    }
    Map<String, Integer> expected = live(byTheRules(deliveries, hits, statuses, anonymous));
    hits.addAll(anonymous);

    for (int seed = 1; seed <= 2; seed++) {
      Collections.shuffle(deliveries, new Random(seed));
      Collections.shuffle(hits, new Random(seed));
      // Every event twice: what ingest repeats after a failure must not count again.
      List<TopicEvent> told = new ArrayList<>(sent(deliveries));
      statuses.forEach(status -> told.add(new TopicEvent.Status(ORIGIN, status)));
      told.add(new TopicEvent.Explained(ORIGIN, SPRING));
      Collections.shuffle(told, new Random(seed));
      List<StoreRow> rows = run(twice(told), twice(requested(hits)), List.of(setting()));

      assertThat(live(rows)).isEqualTo(expected);
      assertThat(rows.stream().filter(row -> row.table() == StoreTable.DELIVERIES)).hasSize(40);
    }
  }

  @Test
  void aGatewayIsFoundThoughItsHitsComeInAnyOrderAndBeforeTheirDeliveries() throws Exception {
    List<Delivery> deliveries = new ArrayList<>();
    List<Hit> hits = new ArrayList<>();
    Instant sent = NOW.minus(Duration.ofHours(3));
    for (int i = 0; i < 20; i++) {
      String id = "g" + i;
      deliveries.add(TestEvents.delivery("demo", id, sent, i));
      for (int link = 0; link < 2; link++) {
        Instant at = sent.plusSeconds(400L + 100L * link + i);
        hits.add(TestEvents.click("demo", id, id + "-" + link, link, at, "198.51.100." + i));
      }
    }
    Map<String, Integer> straight =
        live(run(sent(deliveries), requested(hits), List.of(setting())));
    Collections.shuffle(deliveries, new Random(1));
    Collections.shuffle(hits, new Random(1));
    List<StoreRow> rows = run(twice(sent(deliveries)), twice(requested(hits)), List.of(setting()));

    assertThat(live(rows)).isEqualTo(straight);
    assertThat(live(rows).keySet().stream().filter(row -> row.startsWith("HITS")))
        .hasSize(40)
        .allMatch(row -> row.contains(hex("scanning-network")));
    assertThat(rows.stream().filter(row -> row.table() == StoreTable.DOMAIN_PROFILES)).isNotEmpty();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void whatCannotBeUsedIsStoredWithTheReasonAndTheRestGoesOn() throws Exception {
    Delivery delivery = TestEvents.delivery("demo", "d1", NOW.minusSeconds(60));
    Hit early = TestEvents.open("demo", "d1", "h1", Instant.EPOCH);
    TopicEvent unreadable = new TopicEvent.Undecodable(ORIGIN, "no hit: truncated", new byte[9000]);

    List<StoreRow> rows =
        run(
            List.of(
                new TopicEvent.Sent(ORIGIN, delivery),
                new TopicEvent.Explained(
                    ORIGIN, new Aggregate("demo", "d1", "news@demo.example", "spring")),
                new TopicEvent.Requested(ORIGIN, TestEvents.open("demo", "d1", "h0", NOW))),
            List.of(unreadable, new TopicEvent.Requested(ORIGIN, early)),
            List.of(setting()));

    assertThat(rows)
        .extracting(StoreRow::table)
        .containsExactlyInAnyOrder(
            StoreTable.DELIVERIES,
            StoreTable.ENGAGEMENT,
            StoreTable.DEAD_LETTERS,
            StoreTable.DEAD_LETTERS,
            StoreTable.DEAD_LETTERS,
            StoreTable.DEAD_LETTERS,
            StoreTable.SETTINGS_CHANGES);
    assertThat(text(rows))
        .contains(
            "no hit: truncated",
            "expected it to be \"all-\" and 32 hex digits, found \"d1\"",
            "found 1970-01-01T00:00:00Z",
            "topic hits holds a Requested")
        .contains(
            "{\"name\":\"the \\\"shop\\\"\",\"revoked\":false,\"scopes\":[\"REPORT\",\"SEND\"]}")
        .doesNotContain("abababab");
    assertThat(rows).allMatch(row -> row.rowBinary().length < 6000);
  }

  private static TopicEvent setting() {
    SettingKey key = SettingKey.apiKey(new AccountId("demo"), "k1");
    ApiKey apiKey = new ApiKey("ab".repeat(32), "the \"shop\"", false, ApiKey.FIRST_SCOPES);
    return new TopicEvent.Changed(ORIGIN, new Setting(key, apiKey, 1, NOW, "admin"));
  }

  /** A few ways that a mail may take: nobody says anything, a bounce, a bounce and a delivery. */
  private static void report(String id, int shape, List<DeliveryStatus> statuses) {
    Instant sent = NOW.minus(Duration.ofHours(3));
    if (shape >= 1) {
      statuses.add(
          new DeliveryStatus("demo", id, DeliveryStatus.Status.BOUNCED, sent.plusSeconds(5)));
    }
    if (shape >= 2) {
      statuses.add(
          new DeliveryStatus("demo", id, DeliveryStatus.Status.DELIVERED, sent.plusSeconds(50)));
    }
  }

  /** A few shapes of traffic: an open and reloads, a scanner's burst, a click, nothing. */
  private static void script(String id, int shape, List<Delivery> deliveries, List<Hit> hits) {
    Instant sent = NOW.minus(Duration.ofHours(3));
    deliveries.add(TestEvents.delivery("demo", id, sent));
    if (shape >= 1) {
      hits.add(TestEvents.open("demo", id, id + "-o1", sent.plusSeconds(600)));
      hits.add(TestEvents.open("demo", id, id + "-o2", sent.plusSeconds(610)));
      hits.add(TestEvents.open("demo", id, id + "-o3", sent.plusSeconds(1200)));
    }
    if (shape >= 2) {
      Instant at = sent.plusSeconds(700);
      hits.add(TestEvents.click("demo", id, id + "-c1", 0, at, "203.0.113.9"));
    }
    for (int link = 0; shape == 3 && link < 5; link++) {
      Instant at = sent.plusSeconds(20 + link);
      hits.add(TestEvents.click("demo", id, id + "-s" + link, link, at, "198.51.100.7"));
    }
  }

  /** What the pure functions say of each delivery, told in order of time. */
  private static List<StoreRow> byTheRules(
      List<Delivery> deliveries,
      List<Hit> hits,
      List<DeliveryStatus> statuses,
      List<Hit> anonymous) {
    HitClassifier classifier = new HitClassifier(Signals.bundled(), new KeyedHash(SECRET));
    List<StoreRow> rows = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      DeliveryLedger.State state = DeliveryLedger.State.EMPTY;
      List<DeliveryLedger.Step> steps = new ArrayList<>();
      steps.add(DeliveryLedger.deliver(state, DeliveryFacts.of(delivery), Rules.DEFAULT));
      for (Hit hit : hits) {
        if (hit.deliveryId().equals(delivery.deliveryId())) {
          steps.add(
              DeliveryLedger.hit(steps.getLast().state(), classifier.classify(hit), Rules.DEFAULT));
        }
      }
      for (DeliveryStatus status : statuses) {
        if (status.deliveryId().equals(delivery.deliveryId())) {
          steps.add(
              DeliveryLedger.report(
                  steps.getLast().state(),
                  new Transport.Report(status.status(), status.at()),
                  Rules.DEFAULT));
        }
      }
      for (DeliveryLedger.Step step : steps) {
        step.hits().forEach(s -> rows.add(Rows.hit("demo", delivery.deliveryId(), s, NOW)));
        step.engagements()
            .forEach(s -> rows.add(Rows.engagement("demo", delivery.deliveryId(), s, NOW)));
      }
    }
    Filing filing = new Filing(SPRING.mailbox(), SPRING.campaign());
    DeliveryLedger.State known =
        AggregateLedger.explain(DeliveryLedger.State.EMPTY, filing).state();
    for (Hit hit : anonymous) {
      AggregateLedger.hit(known, classifier.classify(hit), Rules.DEFAULT)
          .hits()
          .forEach(s -> rows.add(Rows.hit("demo", SPRING.deliveryId(), s, NOW)));
    }
    return rows;
  }

  /** Rows of the changelogs without their sign, with the sum of signs where it is not zero. */
  private static Map<String, Integer> live(List<StoreRow> rows) {
    Map<String, Integer> sums = new TreeMap<>();
    for (StoreRow row : rows) {
      if (row.table() == StoreTable.HITS || row.table() == StoreTable.ENGAGEMENT) {
        byte[] bytes = row.rowBinary().clone();
        int signAt = bytes.length - Long.BYTES - 1;
        int sign = bytes[signAt];
        bytes[signAt] = 0;
        sums.merge(row.table() + " " + HexFormat.of().formatHex(bytes), sign, Integer::sum);
      }
    }
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  private List<StoreRow> run(
      List<? extends TopicEvent> deliveries,
      List<? extends TopicEvent> hits,
      List<? extends TopicEvent> settings)
      throws Exception {
    CollectingSink sink = new CollectingSink();
    Configuration flink = FlinkSettings.of(checkpoints, Duration.ofMillis(200));
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, flink)) {
      new EngagementPipeline(
              new EngagementPipeline.Sources(
                  ScriptedSource.of(deliveries),
                  ScriptedSource.of(hits),
                  ScriptedSource.of(settings)),
              sink,
              SECRET,
              SignalsConfig.BUNDLED,
              CLOCK)
          .addTo(env);
      env.execute();
    }
    return sink.rows();
  }

  private StreamExecutionEnvironment productionGraph() {
    KafkaConfig kafka = new KafkaConfig("127.0.0.1:1");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, FlinkSettings.of(checkpoints, Duration.ofSeconds(1)));
    new EngagementPipeline(
            new EngagementPipeline.Sources(
                KafkaSources.deliveries(kafka),
                KafkaSources.hits(kafka),
                KafkaSources.settings(kafka)),
            new ClickHouseSink(
                new ClickHouseTarget(java.net.URI.create("http://127.0.0.1:1"), "job", "")),
            SECRET,
            SignalsConfig.BUNDLED,
            Clock.systemUTC())
        .tellEvents(KafkaEvents.sink(kafka))
        .addTo(env);
    return env;
  }

  private static Set<Transformation<?>> transformations(StreamExecutionEnvironment env) {
    Set<Transformation<?>> all = new LinkedHashSet<>();
    env.getTransformations().forEach(transformation -> collect(transformation, all));
    assertThat(all).hasSizeGreaterThan(7);
    return all;
  }

  private static void collect(Transformation<?> transformation, Set<Transformation<?>> all) {
    if (all.add(transformation)) {
      transformation.getInputs().forEach(input -> collect(input, all));
    }
  }

  private static List<TopicEvent> sent(List<Delivery> deliveries) {
    return deliveries.stream().<TopicEvent>map(d -> new TopicEvent.Sent(ORIGIN, d)).toList();
  }

  private static List<TopicEvent> requested(List<Hit> hits) {
    return hits.stream().<TopicEvent>map(hit -> new TopicEvent.Requested(ORIGIN, hit)).toList();
  }

  private static List<TopicEvent> twice(List<TopicEvent> events) {
    List<TopicEvent> twice = new ArrayList<>(events);
    twice.addAll(events);
    return twice;
  }

  private static String text(List<StoreRow> rows) {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        row -> text.append(new String(row.rowBinary(), java.nio.charset.StandardCharsets.UTF_8)));
    return text.toString();
  }
}
