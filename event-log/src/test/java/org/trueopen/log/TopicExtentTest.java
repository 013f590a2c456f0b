package org.trueopen.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trueopen.log.TopicExtent.Span;

@Timeout(120)
class TopicExtentTest {

  private final Instant now = Instant.now();
  private TestBroker broker;

  @BeforeEach
  void start() {
    broker = TestBroker.start();
    Topics.ensure(broker.config(), (short) 1);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void whereNothingWasForgottenAllOfItIsWhole() throws Exception {
    send(Topics.DELIVERIES, 0, 300);
    send(Topics.DELIVERIES, 5, 100);
    send(Topics.HITS, 3, 200);

    TopicExtent extent = TopicExtent.whole(broker.config());

    assertThat(extent.of(Topics.DELIVERIES)).hasSize(8).containsEntry(0, new Span(0, 1));
    assertThat(extent.records(Topics.DELIVERIES)).isEqualTo(2);
    assertThat(extent.records(Topics.HITS)).isEqualTo(1);
    assertThat(TopicExtent.parse(extent.text())).isEqualTo(extent);
  }

  @Test
  void deliveriesAreTakenFromTheTimeOnSinceWhichNoHitWasForgotten() throws Exception {
    send(Topics.DELIVERIES, 0, 300);
    send(Topics.DELIVERIES, 0, 200);
    send(Topics.DELIVERIES, 0, 100);
    send(Topics.DELIVERIES, 1, 300); // nothing later there
    send(Topics.HITS, 3, 290);
    send(Topics.HITS, 3, 150); // from here on
    send(Topics.HITS, 4, 280); // nothing forgotten here
    forget(Topics.HITS, 3, 1);

    TopicExtent extent = TopicExtent.whole(broker.config());

    assertThat(extent.of(Topics.DELIVERIES))
        .containsEntry(0, new Span(2, 3))
        .containsEntry(1, new Span(1, 1));
    assertThat(extent.of(Topics.HITS))
        .containsEntry(3, new Span(1, 2))
        .containsEntry(4, new Span(0, 1));
  }

  @Test
  void whatAGroupHasNotReadIsCounted() throws Exception {
    send(Topics.DELIVERIES, 0, 3);
    send(Topics.DELIVERIES, 0, 2);
    send(Topics.HITS, 3, 1);
    TopicExtent extent = TopicExtent.whole(broker.config());
    assertThat(extent.unread(broker.config(), "somebody")).isEqualTo(3);

    commit("somebody", Map.of(new TopicPartition(Topics.DELIVERIES, 0), 1L));
    assertThat(extent.unread(broker.config(), "somebody")).isEqualTo(2);

    send(Topics.HITS, 3, 0); // behind the extent
    commit(
        "somebody",
        Map.of(
            new TopicPartition(Topics.DELIVERIES, 0), 2L, new TopicPartition(Topics.HITS, 3), 1L));
    assertThat(extent.unread(broker.config(), "somebody")).isZero();
  }

  @Test
  void whatIsNoExtentIsRefusedByItsLine() {
    assertThatThrownBy(() -> TopicExtent.parse("hits/0 1-2\nhits/1 two"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hits/1 two");
  }

  private void send(String topic, int partition, int secondsAgo) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.config().producerProperties("test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  partition,
                  now.minusSeconds(secondsAgo).toEpochMilli(),
                  new byte[] {1},
                  new byte[] {1}))
          .get();
    }
  }

  private void forget(String topic, int partition, long before) throws Exception {
    try (Admin admin = Admin.create(broker.config().clientProperties("test"))) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  private void commit(String group, Map<TopicPartition, Long> offsets) {
    Map<String, Object> properties = broker.config().clientProperties("test");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(offsets.keySet());
      consumer.commitSync(committed);
    }
  }
}
