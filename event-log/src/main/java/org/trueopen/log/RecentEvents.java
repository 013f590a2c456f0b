package org.trueopen.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What a topic of events has held since some time: read once up to its present end. */
public final class RecentEvents {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Takes one record after another. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * @param value what the record holds
     * @param share how much of the topic has been read with it, 0 to 1
     */
    void visit(byte[] value, double share);
  }

  private RecentEvents() {}

  /**
   * Reads a topic. Records of one partition come in their order.
   *
   * @param since when a record came into the topic at the earliest
   * @param visitor what it throws ends the reading, and is thrown here
   * @throws EventLogException if Kafka cannot be reached, or stands still for half a minute
   */
  public static void read(
      KafkaConfig kafka, String clientId, String topic, Instant since, Visitor visitor) {
    read(kafka, clientId, topic, since, PATIENCE, visitor);
  }

  static void read(
      KafkaConfig kafka,
      String clientId,
      String topic,
      Instant since,
      Duration patience,
      Visitor visitor) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, clientId + "-" + topic)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, patience).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
      long total = seek(consumer, ends, since);
      readUpTo(ends, total, consumer, visitor);
    } catch (KafkaException e) {
      throw EventLogException.of(
          "topic %s at %s: cannot be read".formatted(topic, kafka.bootstrapServers()), e);
    }
  }

  /**
   * When the youngest of partitions' first records came in.
   *
   * @param partitions none of them empty
   * @return null if there are none
   * @throws EventLogException as {@link #read}
   */
  static @Nullable Instant firstOfAll(KafkaConfig kafka, Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return null;
    }
    Map<TopicPartition, Long> first = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, "first-records")) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (first.size() < partitions.size()) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          first.putIfAbsent(
              new TopicPartition(found.topic(), found.partition()), found.timestamp());
        }
        consumer.pause(first.keySet());
        if (System.nanoTime() - deadline > 0) {
          throw new EventLogException(
              "first records: %d of %d partitions answered within %d s; is Kafka running?"
                  .formatted(first.size(), partitions.size(), PATIENCE.toSeconds()));
        }
      }
    } catch (KafkaException e) {
      throw EventLogException.of(
          "first records at " + kafka.bootstrapServers() + ": cannot be read", e);
    }
    return Instant.ofEpochMilli(Collections.max(first.values()));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaConfig kafka, String clientId) {
    Map<String, Object> properties = kafka.clientProperties(clientId);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** How many records lie between there and the ends, at most. */
  private static long seek(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Instant since) {
    Map<TopicPartition, Long> times = new HashMap<>();
    ends.keySet().forEach(partition -> times.put(partition, since.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, PATIENCE);
    long total = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      @Nullable OffsetAndTimestamp start = starts.get(end.getKey());
      long from = start == null ? end.getValue() : start.offset(); // nothing since then
      consumer.seek(end.getKey(), from);
      total += Math.max(0, end.getValue() - from);
    }
    return total;
  }

  private static void readUpTo(
      Map<TopicPartition, Long> ends,
      long total,
      KafkaConsumer<byte[], byte[]> consumer,
      Visitor visitor) {
    long read = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        read++;
        deadline = System.nanoTime() + PATIENCE.toNanos();
        if (found.value() != null) {
          // What came meanwhile is read too, up to the last batch.
          visitor.visit(found.value(), Math.min(1, (double) read / Math.max(1, total)));
        }
      }
      if (System.nanoTime() - deadline > 0) {
        throw new EventLogException(
            "topic %s: read %d of %d, then nothing for %d s; is Kafka running?"
                .formatted(
                    ends.keySet().iterator().next().topic(), read, total, PATIENCE.toSeconds()));
      }
    }
  }
}
