package org.trueopen.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.MalformedEventException;
import org.trueopen.id.DeliveryId;
import org.trueopen.log.TestBroker;
import org.trueopen.log.Topics;

/** What is in Kafka at this moment. */
final class Recorded {

  private Recorded() {}

  /** As they came: Kafka keeps the order of one partition only, and a delivery's lie in any. */
  static List<Hit> hits() {
    return read(Topics.HITS).stream()
        .map(Recorded::hit)
        .sorted(Comparator.comparing(Hit::at).thenComparing(Hit::hitId))
        .toList();
  }

  static List<Hit> hitsOf(DeliveryId delivery) {
    return hits().stream().filter(hit -> hit.deliveryId().equals(delivery.value())).toList();
  }

  static List<Delivery> deliveries() {
    return deliveryEvents().stream()
        .filter(Delivery.class::isInstance)
        .map(Delivery.class::cast)
        .toList();
  }

  /** Everything about deliveries, in the order of each. */
  static List<DeliveryEvent> deliveryEvents() {
    return read(Topics.DELIVERIES).stream().map(Recorded::deliveryEvent).toList();
  }

  /** What is recorded under an id. */
  static List<DeliveryEvent> eventsOf(String deliveryId) {
    return deliveryEvents().stream()
        .filter(event -> event.deliveryId().equals(deliveryId))
        .toList();
  }

  static List<Delivery> deliveriesOf(String messageId) {
    return deliveries().stream()
        .filter(delivery -> delivery.messageId().equals(messageId))
        .toList();
  }

  /** How many deliveries there are in all. */
  static long deliveryCount() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions(consumer, Topics.DELIVERIES)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = TestBroker.shared().config().clientProperties("test");
    // An empty partition would otherwise hold back each answer for half a second.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return IntStream.range(0, consumer.partitionsFor(topic).size())
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private static Hit hit(ConsumerRecord<byte[], byte[]> found) {
    try {
      return EventCodec.decodeHit(found.value());
    } catch (MalformedEventException e) {
      throw new AssertionError(e);
    }
  }

  private static DeliveryEvent deliveryEvent(ConsumerRecord<byte[], byte[]> found) {
    try {
      return EventCodec.decodeDelivery(found.value());
    } catch (MalformedEventException e) {
      throw new AssertionError(e);
    }
  }
}
