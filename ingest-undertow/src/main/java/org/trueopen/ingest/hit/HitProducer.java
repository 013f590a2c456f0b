package org.trueopen.ingest.hit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;

/**
 * Hands hits to Kafka, from I/O threads too: {@code max.block.ms} is 0, so that where {@link
 * KafkaProducer#send} would wait for the topic's partitions or for memory it fails at once.
 */
final class HitProducer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HitProducer.class);

  /**
   * How long Kafka may take for a record that the journal may have taken meanwhile. The journal's
   * copy is sent only when this one has failed, so that there is one in Kafka, not two.
   */
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final int BATCH_BYTES = 128 * 1024;

  private final Map<String, Object> properties;
  private volatile @Nullable KafkaProducer<byte[], byte[]> producer;

  HitProducer(KafkaConfig kafka) {
    properties = kafka.producerProperties("ingest-hits");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST_TIMEOUT.toMillis());
    // No lingering: hits gather before they are given to the producer.
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0L);
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    // One partition at a time gets all that gathers: a batch for each of them would cost several
    // times as much. The job puts a delivery's hits together itself, in any order.
    properties.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    connect();
  }

  /**
   * Whether hits can be sent. May take a while to find out, so not for I/O threads; afterwards the
   * topic's partitions are known and stay known.
   */
  boolean isReady() {
    KafkaProducer<byte[], byte[]> connected = connect();
    if (connected == null) {
      return false;
    }
    try {
      return !connected.partitionsFor(Topics.HITS).isEmpty();
    } catch (KafkaException e) {
      LOG.debug("Kafka does not answer yet: {}", e.toString());
      return false;
    }
  }

  /** Null while no broker's name can be resolved. */
  private synchronized @Nullable KafkaProducer<byte[], byte[]> connect() {
    if (producer == null) {
      try {
        producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
      } catch (KafkaException e) {
        LOG.debug("Kafka cannot be found yet: {}", e.toString());
      }
    }
    return producer;
  }

  /**
   * Never blocks.
   *
   * @param said hears what became of the record, on this thread if it cannot even be queued
   */
  void send(byte[] key, byte[] value, Callback said) {
    KafkaProducer<byte[], byte[]> connected = producer;
    if (connected == null) {
      said.onCompletion(null, new TimeoutException("Kafka was not found yet"));
      return;
    }
    try {
      Future<?> _ = connected.send(new ProducerRecord<>(Topics.HITS, key, value), said);
    } catch (KafkaException | IllegalStateException e) {
      said.onCompletion(null, e);
    }
  }

  /**
   * @param patience how long what was sent may still take
   */
  void close(Duration patience) {
    KafkaProducer<byte[], byte[]> connected = producer;
    if (connected != null) {
      connected.close(patience);
    }
  }

  @Override
  public void close() {
    close(REQUEST_TIMEOUT);
  }
}
