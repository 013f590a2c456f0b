package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to a compacted topic in which the last word counts, whoever has it. */
final class TopicWriter implements AutoCloseable {

  /** Enough to keep the producer busy, few enough that their futures weigh nothing. */
  private static final int IN_FLIGHT = 10_000;

  private final CompactedTopic topic;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  TopicWriter(CompactedTopic topic) {
    this.topic = topic;
  }

  /** Writes a record and waits until it has been read back. */
  void write(String key, byte[] value) {
    writeAll(List.of(key), same -> same, same -> value);
  }

  /**
   * Writes records one behind the other without waiting for each, then waits until the last has
   * been read back.
   *
   * @throws EventLogException if one of them was not written; some may have been
   */
  synchronized <T> void writeAll(
      Collection<T> changes, Function<T, String> key, Function<T, byte[]> value) {
    try {
      Queue<Future<RecordMetadata>> sent = new ArrayDeque<>();
      long end = 0;
      for (T change : changes) {
        sent.add(send(key.apply(change), value.apply(change)));
        if (sent.size() == IN_FLIGHT) {
          end = endOf(sent.remove());
        }
      }
      while (!sent.isEmpty()) {
        end = endOf(sent.remove());
      }
      topic.awaitPosition(end);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw EventLogException.of("topic " + topic.name() + ": the change was not written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while writing to " + topic.name(), e);
    }
  }

  private Future<RecordMetadata> send(String key, byte[] value) {
    return producer().send(new ProducerRecord<>(topic.name(), 0, key.getBytes(UTF_8), value));
  }

  private long endOf(Future<RecordMetadata> sent)
      throws ExecutionException, InterruptedException, TimeoutException {
    return sent.get(topic.patience().toMillis(), TimeUnit.MILLISECONDS).offset() + 1;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      Map<String, Object> properties =
          topic.kafka().producerProperties(topic.clientId() + "-" + topic.name() + "-writer");
      Duration patience = topic.patience();
      properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
      properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
      properties.put(
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
          (int) Math.min(10_000, patience.toMillis() / 2));
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(5));
    }
  }
}
