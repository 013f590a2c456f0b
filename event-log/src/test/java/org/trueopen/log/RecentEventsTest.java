package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

  private static final TestBroker BROKER = TestBroker.shared();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final String topic = "recent-" + UUID.randomUUID();

  @BeforeEach
  void createTheTopic() throws Exception {
    try (Admin admin = Admin.create(BROKER.config().clientProperties("test"))) {
      admin
          .createTopics(
              List.of(new NewTopic(topic, 3, (short) 1).configs(Map.of("retention.ms", "-1"))))
          .all()
          .get();
    }
  }

  @Test
  void everythingSinceThatTimeIsReadOnceFromAllPartitions() {
    for (int i = 0; i < 30; i++) {
      write(i % 3, NOON.plusSeconds(i - 10), "r" + i);
    }
    List<String> found = new ArrayList<>();
    List<Double> shares = new ArrayList<>();

    read(
        NOON,
        (value, share) -> {
          found.add(new String(value, UTF_8));
          shares.add(share);
        });

    List<String> expected = new ArrayList<>();
    for (int i = 10; i < 30; i++) {
      expected.add("r" + i);
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(shares).isSorted().endsWith(1.0);
  }

  @Test
  void aTopicWithNothingSinceThenIsReadAtOnce() {
    write(0, NOON.minusSeconds(60), "old");

    read(NOON, (value, share) -> assertThat(value).as("there is nothing").isNull());
  }

  @Test
  void whoTakesTheRecordsMayEndTheReading() {
    write(0, NOON, "one");

    assertThatThrownBy(
            () ->
                read(
                    NOON,
                    (value, share) -> {
                      throw new CancellationException();
                    }))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aBrokerThatIsNotThereIsSaidToBe() {
    assertThatThrownBy(
            () ->
                RecentEvents.read(
                    new KafkaConfig("127.0.0.1:" + ClosedPort.find()),
                    "test",
                    topic,
                    NOON,
                    Duration.ofSeconds(1),
                    (value, share) -> {}))
        .isInstanceOf(EventLogException.class)
        .hasMessageContaining("is Kafka running?");
  }

  private void read(Instant since, RecentEvents.Visitor visitor) {
    RecentEvents.read(BROKER.config(), "test", topic, since, visitor);
  }

  private void write(int partition, Instant at, String value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            BROKER.config().producerProperties("test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic, partition, at.toEpochMilli(), null, value.getBytes(UTF_8)))
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
