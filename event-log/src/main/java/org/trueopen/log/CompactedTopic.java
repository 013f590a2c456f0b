package org.trueopen.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compacted topic of one partition, read by a thread of its own from the beginning and on, as
 * Schema Registry does with its own. Its writers wait until what they wrote has come back, so that
 * a writer sees what every reader sees.
 */
final class CompactedTopic implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** A reader that commits nothing has nothing to tell a broker that is away. */
  private static final CloseOptions SOON = CloseOptions.timeout(Duration.ofSeconds(1));

  /** How long Kafka may take to answer. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Duration patience;
  private final TopicPartition partition;
  private final KafkaConfig kafka;
  private final String clientId;
  private final Consumer<byte[]> onValue;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread reader;
  private final Object progress = new Object();
  private long position;
  private boolean closed;

  /** Why nothing was read the last time; null if something was, or could have been. */
  private @Nullable KafkaException failure;

  /**
   * Reads all there is before it returns.
   *
   * @param onValue takes in a record; what it throws is logged, and the record skipped
   * @param patience how long Kafka may take to answer
   */
  CompactedTopic(
      KafkaConfig kafka,
      String topic,
      String clientId,
      Consumer<byte[]> onValue,
      Duration patience) {
    this.patience = patience;
    this.kafka = kafka;
    this.clientId = clientId;
    this.partition = new TopicPartition(topic, 0);
    this.onValue = onValue;
    Map<String, Object> properties = kafka.clientProperties(clientId + "-" + topic + "-reader");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // What a fenced writer could not finish is never seen.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer = newConsumer(properties);
    long end;
    try {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      end = consumer.endOffsets(List.of(partition), patience).getOrDefault(partition, 0L);
    } catch (KafkaException e) {
      consumer.close(SOON);
      throw cannotBeRead(e);
    }
    this.reader = Thread.ofPlatform().daemon().name("read-" + topic).start(this::read);
    try {
      awaitPosition(end);
    } catch (EventLogException e) {
      close();
      throw e;
    }
  }

  private KafkaConsumer<byte[], byte[]> newConsumer(Map<String, Object> properties) {
    try {
      return new KafkaConsumer<>(
          properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw cannotBeRead(e); // such as a host name that leads nowhere
    }
  }

  private EventLogException cannotBeRead(KafkaException e) {
    return EventLogException.of(
        "topic %s at %s: cannot be read".formatted(partition.topic(), kafka.bootstrapServers()), e);
  }

  String name() {
    return partition.topic();
  }

  KafkaConfig kafka() {
    return kafka;
  }

  String clientId() {
    return clientId;
  }

  Duration patience() {
    return patience;
  }

  private void read() {
    while (true) {
      try {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          take(found);
        }
        synchronized (progress) {
          position = consumer.position(partition);
          failure = null;
          progress.notifyAll();
        }
      } catch (WakeupException e) {
        break;
      } catch (KafkaException e) {
        LOG.warn("Reading topic {} failed, trying again: {}", partition.topic(), e.toString());
        synchronized (progress) {
          failure = e;
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
    consumer.close(SOON);
  }

  /** One record that cannot be taken in must not end the reading of all others. */
  private void take(ConsumerRecord<byte[], byte[]> found) {
    if (found.value() == null) {
      return;
    }
    try {
      onValue.accept(found.value());
    } catch (RuntimeException e) {
      LOG.error(
          "Topic {}: the record at offset {} was skipped", partition.topic(), found.offset(), e);
    }
  }

  /**
   * Waits until every record before an offset has been taken in.
   *
   * @throws EventLogException if the reading stands still for as long as the patience lasts; a long
   *     topic may take longer altogether
   */
  void awaitPosition(long wanted) {
    long deadline = System.nanoTime() + patience.toNanos();
    long seen = -1;
    synchronized (progress) {
      while (position < wanted) {
        if (position > seen) {
          seen = position;
          deadline = System.nanoTime() + patience.toNanos();
        }
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0 || closed) {
          throw EventLogException.of(
              "topic %s: read up to %d of %d, then nothing for %d s"
                  .formatted(partition.topic(), position, wanted, patience.toSeconds()),
              failure);
        }
        try {
          progress.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new EventLogException("interrupted while reading " + partition.topic(), e);
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (progress) {
      closed = true;
      progress.notifyAll();
    }
    consumer.wakeup();
    try {
      reader.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
