package org.trueopen.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.query.GenericRecord;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.event.Delivery;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.ledger.Retention;
import org.trueopen.job.ledger.SignalsConfig;
import org.trueopen.job.source.Origin;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.store.ClickHouseSink;
import org.trueopen.job.store.ClickHouseTarget;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.TestBroker;
import org.trueopen.log.TopicExtent;
import org.trueopen.log.Topics;
import org.trueopen.replay.ReclassifyFiles;
import org.trueopen.replay.RecordFile;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.settings.SettingKey;
import org.trueopen.store.Erasure;
import org.trueopen.store.Migrator;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.TestClickHouse;
import org.trueopen.store.generation.CarriedOver;
import org.trueopen.store.generation.Generation;
import org.trueopen.store.generation.Generations;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.DeliveryLedger.State;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Signals;

/** The same hits by two sets of rules, on real engines, beside each other. */
@Timeout(240) // half a minute, where nothing else runs
@SuppressWarnings("try") // closing an environment may be interrupted; a test is not
class ReclassifyJobTest {

  private static final int DELIVERIES = 40;
  private static final String ACCOUNT = "gen";
  private static final Instant SENT = Instant.parse("2026-11-20T10:00:00Z");

  /**
   * When the job judges. It stands still, so that nothing is forgotten however much later the test
   * is run; and it is before the reclassification, which carries over what was stated by then.
   */
  private static final Clock CLOCK = Clock.fixed(SENT.plusSeconds(86_400), ZoneOffset.UTC);

  private static final long ERASED = 77;
  private static final List<String> OUT_OF_TOPICS = List.of("d07", "d08", "d09");
  private static final byte[] SECRET = new byte[32];
  private static final KeyedHash HASHES = new KeyedHash(SECRET);
  private static final RuleSettings STRICT =
      new RuleSettings(Map.of("burstLinks", 2, "reloadSeconds", 5), List.of());

  private static TestBroker broker;
  private static TestClickHouse clickHouse;

  @TempDir Path folder;

  private final Map<String, Delivery> deliveries = new TreeMap<>();
  private final List<Hit> hits = new ArrayList<>();

  @BeforeAll
  static void start() {
    broker = TestBroker.start();
    clickHouse = TestClickHouse.start();
    Topics.ensure(broker.config(), (short) 1);
    Migrator.migrate(clickHouse.migrator());
  }

  @AfterAll
  static void stop() {
    clickHouse.close();
    broker.close();
  }

  @Test
  void bothGenerationsAreWhatTheirRulesSayAndTheOldOneIsNotTouched() throws Exception {
    for (int i = 0; i < DELIVERIES; i++) {
      script("d%02d".formatted(i), i);
    }
    judgeAsTheJobDoes();
    new Erasure(clickHouse.eraser()).erase(ACCOUNT, ERASED);
    deliveries.remove("d05"); // whose recipient that is
    publish();
    Map<String, String> before = fingerprints("trueopen");

    Generation strict = reclassify("strict");

    assertThat(verdicts("trueopen")).isEqualTo(recount(Rules.DEFAULT, deliveries.keySet()));
    Map<String, String> expected = recount(Rules.of(STRICT, HASHES), judgedAnew());
    expected.putAll(recount(Rules.DEFAULT, OUT_OF_TOPICS));
    assertThat(verdicts(strict.database())).isEqualTo(expected);
    assertThat(expected).isNotEqualTo(verdicts("trueopen"));
    assertThat(strict.counts().deliveries()).isEqualTo(DELIVERIES - 4);
    assertThat(strict.counts().carriedDeliveries()).isEqualTo(3);
    assertThat(strict.counts().erasedDeliveries()).isEqualTo(1);
    assertThat(strict.counts().hits() + strict.counts().carriedHits()).isEqualTo(expected.size());
    assertThat(rollup(strict.database())).isEqualTo(expected.size());
    assertThat(fingerprints("trueopen")).isEqualTo(before);
    for (String table : List.of("deliveries", "hits", "engagement")) {
      assertThat(number("SELECT count() FROM %s.%s WHERE delivery_id = 'd05'", strict, table))
          .as(table)
          .isZero();
    }
  }

  /** d05's recipient is erased, and of d07 to d09 the topics hold only late hits. */
  private void script(String id, int i) {
    long recipient = i == 5 ? ERASED : 1000 + i;
    deliveries.put(id, TestEvents.delivery(ACCOUNT, id, SENT.plusSeconds(i), recipient));
    // Everybody from a network of their own: crowds have nothing to say.
    String address = "198.51." + i + ".7";
    Instant at = SENT.plusSeconds(3600 + 60L * i);
    hits.add(TestEvents.open(ACCOUNT, id, id + "-o", at, address));
    hits.add(TestEvents.open(ACCOUNT, id, id + "-r", at.plusSeconds(12), address));
    for (int link = 0; link < i % 4; link++) {
      Instant then = at.plusSeconds(20).plusMillis(300L * link);
      hits.add(TestEvents.click(ACCOUNT, id, id + "-c" + link, link, then, address));
    }
  }

  private Set<String> judgedAnew() {
    Set<String> ids = new TreeSet<>(deliveries.keySet());
    ids.removeAll(OUT_OF_TOPICS);
    return ids;
  }

  private void judgeAsTheJobDoes() throws Exception {
    Origin origin = new Origin("test", 0, 0);
    List<TopicEvent> sent =
        deliveries.values().stream()
            .map(delivery -> (TopicEvent) new TopicEvent.Sent(origin, delivery))
            .toList();
    List<TopicEvent> requested =
        hits.stream().map(hit -> (TopicEvent) new TopicEvent.Requested(origin, hit)).toList();
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, FlinkSettings.of(folder, Duration.ofMillis(100)))) {
      new EngagementPipeline(
              new EngagementPipeline.Sources(
                  ScriptedSource.of(sent), ScriptedSource.of(requested), ScriptedSource.of(none())),
              new ClickHouseSink(target()),
              SECRET,
              SignalsConfig.BUNDLED,
              CLOCK)
          .addTo(env);
      env.execute();
    }
  }

  /** Settings that say nothing of rules. */
  private static List<TopicEvent> none() {
    return List.of(
        new TopicEvent.Undecodable(new Origin("settings", 0, 0), "nothing", new byte[0]));
  }

  /** What the topics hold: the erased recipient's records still, and the oldest no longer. */
  private void publish() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.config().producerProperties("test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Delivery> all = new ArrayList<>(deliveries.values());
      all.add(TestEvents.delivery(ACCOUNT, "d05", SENT, ERASED));
      for (Delivery delivery : all) {
        if (!OUT_OF_TOPICS.contains(delivery.deliveryId())) {
          send(producer, Topics.DELIVERIES, delivery.deliveryId(), EventCodec.encode(delivery));
        }
      }
      for (Hit hit : hits) {
        send(producer, Topics.HITS, hit.deliveryId(), EventCodec.encode(hit));
      }
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, String delivery, byte[] value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic, Topics.eventKey(ACCOUNT, delivery), value)).get();
  }

  private Generation reclassify(String name) throws Exception {
    Instant now = Instant.now();
    KafkaConfig kafka = broker.config();
    TopicExtent extent = TopicExtent.whole(kafka);
    Generations generations = new Generations(clickHouse.migrator(), InstantSource.system());
    String version = Rules.of(STRICT, HASHES).version();
    Generation begun = generations.begin(name, version, now, extent.text()).orElseThrow();
    ReclassifyFiles files = new ReclassifyFiles(Files.createDirectory(folder.resolve(name)));
    Files.writeString(files.extent(), extent.text());
    Files.writeString(files.erased(), ACCOUNT + ' ' + ERASED + ' ' + now.toEpochMilli() + '\n');
    try (RecordFile.Writer settings = new RecordFile.Writer(files.settings())) {
      SettingKey key = SettingKey.rules(new AccountId(ACCOUNT));
      settings.append(SettingCodec.encode(new Setting(key, STRICT, 1, SENT, "test")));
    }
    ReclassifyJob.run(config(kafka), files, begun.database(), 2, now);
    assertThat(generations.find(name).map(Generation::finished)).contains(false);
    Map<String, Long> counts = counts(files.counts());
    generations.finish(
        begun,
        new CarriedOver(clickHouse.migrator(), begun).bring(counts.getOrDefault("erased", -1L)));
    Optional<Generation> finished = generations.find(name);
    assertThat(finished.map(Generation::finished)).contains(true);
    assertThat(counts)
        .containsEntry("deliveries", finished.orElseThrow().counts().deliveries())
        .containsEntry("hits", finished.orElseThrow().counts().hits());
    return finished.orElseThrow();
  }

  private JobConfig config(KafkaConfig kafka) {
    return new JobConfig(
        kafka,
        target(),
        SECRET,
        folder,
        Duration.ofSeconds(1),
        false,
        "rocksdb",
        1,
        SignalsConfig.BUNDLED,
        Retention.DEFAULT);
  }

  private static ClickHouseTarget target() {
    StoreConfig job = clickHouse.job();
    return new ClickHouseTarget(URI.create(job.url()), job.user(), job.password());
  }

  private static Map<String, Long> counts(Path file) throws Exception {
    return Files.readAllLines(file).stream()
        .map(line -> line.split(" ", -1))
        .collect(Collectors.toMap(words -> words[0], words -> Long.parseLong(words[1])));
  }

  /** By the pure rules alone. */
  private Map<String, String> recount(Rules rules, Iterable<String> ids) {
    HitClassifier classifier = new HitClassifier(Signals.bundled(), HASHES);
    Map<String, String> verdicts = new TreeMap<>();
    for (String id : ids) {
      State state =
          DeliveryLedger.deliver(
                  State.EMPTY, DeliveryFacts.of(Objects.requireNonNull(deliveries.get(id))), rules)
              .state();
      for (Hit hit : hits) {
        if (hit.deliveryId().equals(id)) {
          state = DeliveryLedger.hit(state, classifier.classify(hit), rules).state();
        }
      }
      for (int i = 0; i < state.hits().size(); i++) {
        HitFacts hit = state.hits().get(i);
        var verdict = state.verdicts().get(i);
        verdicts.put(
            hit.hitId(),
            "%s %s %d %s"
                .formatted(
                    verdict.verdict(),
                    verdict.place(),
                    verdict.confidence(),
                    verdict.ruleVersion()));
      }
    }
    return verdicts;
  }

  private static Map<String, String> verdicts(String database) {
    Map<String, String> verdicts = new TreeMap<>();
    for (GenericRecord row :
        clickHouse.query(
            """
            SELECT hit_id, concat(verdict, ' ', place, ' ', toString(confidence), ' ', rule_version) AS said
            FROM %s.hits WHERE account = '%s' GROUP BY hit_id, said HAVING sum(sign) = 1
            """
                .formatted(database, ACCOUNT))) {
      verdicts.put(row.getString("hit_id"), row.getString("said"));
    }
    return verdicts;
  }

  private static long rollup(String database) {
    return clickHouse.number("SELECT toInt64(sum(hits)) FROM %s.hits_15min".formatted(database));
  }

  private static long number(String sql, Generation generation, String table) {
    return clickHouse.number(sql.formatted(generation.database(), table));
  }

  /** A hash over all rows of each table, and how many there are. */
  private static Map<String, String> fingerprints(String database) {
    Map<String, String> found = new TreeMap<>();
    for (GenericRecord table :
        clickHouse.query(
            """
            SELECT name, if(engine = 'MergeTree', '', ' FINAL') AS suffix FROM system.tables
            WHERE database = '%s' AND engine LIKE '%%MergeTree' AND name != 'generations'
            """
                .formatted(database))) {
      String name = table.getString("name");
      found.put(
          name,
          clickHouse
              .query(
                  "SELECT concat(toString(count()), ' ', toString(sum(cityHash64(*)))) AS print FROM %s.%s%s"
                      .formatted(database, name, table.getString("suffix")))
              .getFirst()
              .getString("print"));
    }
    return found;
  }
}
