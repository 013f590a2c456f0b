package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

  private static final KafkaConfig KAFKA = TestBroker.shared().config();

  @ParameterizedTest
  @CsvSource({
    "deliveries, 8, delete, 604800000",
    "hits, 8, delete, 604800000",
    "settings, 1, compact,",
    "opt-outs, 1, compact,",
    "admin, 1, compact,",
    "engagement, 8, delete, 604800000",
    "webhook-pending, 1, compact,",
    "webhook-dead-letters, 1, delete, 2592000000",
    "webhook-log, 1, delete, 604800000"
  })
  void aTopicIsMadeAsItIsDeclared(String topic, int partitions, String cleanup, String retention)
      throws Exception {
    Topics.ensure(KAFKA, (short) 1);

    try (Admin admin = Admin.create(KAFKA.clientProperties("test"))) {
      awaitTold(
          () -> {
            TopicDescription found =
                Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
            Config config = config(admin, topic);
            assertThat(found.partitions()).hasSize(partitions);
            assertThat(config.get("cleanup.policy").value()).isEqualTo(cleanup);
            if (retention != null) {
              assertThat(config.get("retention.ms").value()).isEqualTo(retention);
            }
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"compact, delete, 2592000000", "delete, delete, 3600000"})
  void deadLettersThatWereKeptWithoutEndGetOneAndOthersAreLeftAsTheyAre(
      String before, String cleanup, String retention) throws Exception {
    Topics.ensure(KAFKA, (short) 1);
    try (Admin admin = Admin.create(KAFKA.clientProperties("test"))) {
      set(
          admin,
          Topics.WEBHOOK_DEAD_LETTERS,
          Map.of("cleanup.policy", before, "retention.ms", "3600000"));
      awaitTold(() -> assertDeadLetters(admin, before, "3600000"));

      Topics.ensure(KAFKA, (short) 1);

      awaitTold(() -> assertDeadLetters(admin, cleanup, retention));
      set(
          admin,
          Topics.WEBHOOK_DEAD_LETTERS,
          Map.of("cleanup.policy", "delete", "retention.ms", "2592000000"));
    }
  }

  @Test
  void segmentsOfATopicThatWasMadeWithoutLastADayUnlessSomebodyHasSaidHowLong() throws Exception {
    Topics.ensure(KAFKA, (short) 1);
    try (Admin admin = Admin.create(KAFKA.clientProperties("test"))) {
      awaitTold(() -> assertSegments(admin, "86400000"));
      set(admin, Topics.HITS, Map.of("segment.ms", "3600000"));
      awaitTold(() -> assertSegments(admin, "3600000"));
      Topics.ensure(KAFKA, (short) 1);
      assertSegments(admin, "3600000");
      set(admin, Topics.HITS, Map.of("segment.ms", ""));
      awaitTold(() -> assertSegments(admin, "604800000"));

      Topics.ensure(KAFKA, (short) 1);

      awaitTold(() -> assertSegments(admin, "86400000"));
    }
  }

  private static void assertSegments(Admin admin, String millis) throws Exception {
    assertThat(config(admin, Topics.HITS).get("segment.ms").value()).isEqualTo(millis);
  }

  private static void assertDeadLetters(Admin admin, String cleanup, String retention)
      throws Exception {
    Config config = config(admin, Topics.WEBHOOK_DEAD_LETTERS);
    assertThat(config.get("cleanup.policy").value()).isEqualTo(cleanup);
    assertThat(config.get("retention.ms").value()).isEqualTo(retention);
  }

  /**
   * @param configs empty for the default
   */
  private static void set(Admin admin, String topic, Map<String, String> configs) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                configs.entrySet().stream()
                    .map(
                        entry ->
                            new AlterConfigOp(
                                new ConfigEntry(entry.getKey(), entry.getValue()),
                                entry.getValue().isEmpty()
                                    ? AlterConfigOp.OpType.DELETE
                                    : AlterConfigOp.OpType.SET))
                    .toList()))
        .all()
        .get();
  }

  @ParameterizedTest
  @CsvSource({"1,", "2,", "3, 2", "5, 2"})
  void whatIsAcknowledgedStandsOnTwoBrokersWhereThereAreThreeCopies(
      short replication, String inSync) {
    assertThat(Topics.declared(replication))
        .hasSize(9)
        .allSatisfy(
            topic -> {
              assertThat(topic.replicationFactor()).isEqualTo(replication);
              assertThat(topic.configs().get("min.insync.replicas")).isEqualTo(inSync);
            });
  }

  @Test
  void severalProcessesMayMakeThemAtOnceAndAgain() throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(CompletableFuture.runAsync(() -> Topics.ensure(KAFKA, (short) 1)));
    }
    for (CompletableFuture<Void> one : all) {
      one.get();
    }

    try (Admin admin = Admin.create(KAFKA.clientProperties("test"))) {
      awaitTold(
          () ->
              assertThat(admin.listTopics().names().get())
                  .contains(
                      Topics.DELIVERIES,
                      Topics.HITS,
                      Topics.SETTINGS,
                      Topics.OPT_OUTS,
                      Topics.ADMIN));
    }
  }

  @Test
  void aTopicThatCannotBeMadeIsSaidSo() {
    KafkaConfig nobody = new KafkaConfig("127.0.0.1:" + ClosedPort.find());

    assertThatThrownBy(() -> Topics.ensure(nobody, (short) 1, Duration.ofSeconds(1)))
        .isInstanceOf(EventLogException.class)
        .hasMessageContaining(nobody.bootstrapServers())
        .hasMessageContaining("is Kafka running?");
    assertThatThrownBy(
            () ->
                Topics.ensure(
                    new KafkaConfig("no-such-host.invalid:9092"), (short) 1, Duration.ofSeconds(1)))
        .isInstanceOf(EventLogException.class)
        .hasMessageContaining("no-such-host.invalid:9092");
  }

  /** As one that stalled is not counted for a moment. */
  @Test
  void moreBrokersAreWaitedForAsLongAsPatienceLasts() {
    try (TestBroker alone = TestBroker.start()) {
      Duration patience = Duration.ofSeconds(10);
      long began = System.nanoTime();

      assertThatThrownBy(() -> Topics.ensure(alone.config(), (short) 2, patience))
          .isInstanceOf(EventLogException.class)
          .hasRootCauseInstanceOf(InvalidReplicationFactorException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(patience);
    }
  }

  @Test
  void aDeliveryAndItsHitsHaveTheSameKey() {
    assertThat(Topics.eventKey("acme", "d1")).isEqualTo("acme/d1".getBytes(UTF_8));
  }

  /** A broker hears of a change a little after the controller has made it. */
  private static void awaitTold(ThrowingRunnable assertion) {
    await().ignoreExceptions().untilAsserted(assertion);
  }

  private static Config config(Admin admin, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<ConfigResource, Config> all = admin.describeConfigs(List.of(resource)).all().get();
    return all.values().iterator().next();
  }
}
