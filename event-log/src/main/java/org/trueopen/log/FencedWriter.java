package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a compacted topic, which one process has at a time. All share one
 * transactional id: whoever takes the right ({@link #take}) fences off who had it, and then reads
 * to the end. As long as a write succeeds, nobody else has written since; so what was checked
 * before a write still holds in it.
 *
 * <p>Not safe for use by many threads.
 */
final class FencedWriter implements AutoCloseable {

  private final CompactedTopic topic;
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private @Nullable Admin admin;

  FencedWriter(CompactedTopic topic) {
    this.topic = topic;
  }

  /**
   * Takes the right to write unless it is held already; afterwards the topic has been read up to
   * whatever was written before.
   */
  void take() throws ExecutionException, InterruptedException {
    if (producer != null) {
      return;
    }
    KafkaProducer<byte[], byte[]> taken =
        new KafkaProducer<>(
            producerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    try {
      // Waits for, or rolls back, what another writer was doing.
      taken.initTransactions();
      catchUp();
    } catch (ExecutionException | InterruptedException | RuntimeException e) {
      taken.close(Duration.ZERO);
      throw e;
    }
    producer = taken;
  }

  /** Waits until the topic has been read up to what is its end now. */
  void catchUp() throws ExecutionException, InterruptedException {
    topic.awaitPosition(end());
  }

  /**
   * Writes a record and waits until it has been read back. If it throws, the right must be taken
   * again, and whether the record was written is known only then.
   */
  void write(String key, byte[] value) throws ExecutionException, InterruptedException {
    KafkaProducer<byte[], byte[]> current = producer;
    if (current == null) {
      throw new IllegalStateException("take() comes before write()");
    }
    try {
      current.beginTransaction();
      var sent = current.send(new ProducerRecord<>(topic.name(), 0, key.getBytes(UTF_8), value));
      current.commitTransaction();
      topic.awaitPosition(sent.get().offset() + 1);
    } catch (ExecutionException | InterruptedException | RuntimeException e) {
      giveUp();
      throw e;
    }
  }

  /**
   * Whether a failure means only that somebody else has taken the right meanwhile. The broker has
   * several words for that, by how far the transaction of the one who lost it had come.
   */
  static boolean isFenced(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof InvalidPidMappingException
          || cause instanceof InvalidTxnStateException
          || cause instanceof TransactionAbortableException
          || cause instanceof TransactionAbortedException
          || cause instanceof ConcurrentTransactionsException
          || cause instanceof OutOfOrderSequenceException) {
        return true;
      }
    }
    return false;
  }

  private void giveUp() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private long end() throws ExecutionException, InterruptedException {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    return admin()
        .listOffsets(
            Map.of(partition, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .partitionResult(partition)
        .get()
        .offset();
  }

  private Admin admin() {
    if (admin == null) {
      Map<String, Object> properties =
          topic.kafka().clientProperties(topic.clientId() + "-" + topic.name() + "-end");
      int patience = (int) topic.patience().toMillis();
      properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
      properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(10_000, patience));
      admin = Admin.create(properties);
    }
    return admin;
  }

  private Map<String, Object> producerProperties() {
    Map<String, Object> properties =
        topic.kafka().producerProperties(topic.clientId() + "-" + topic.name() + "-writer");
    long patience = topic.patience().toMillis();
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name() + "-writer");
    // A writer that died in the midst of a write holds up the readers for no longer, and not at all
    // once another has taken the right.
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) patience);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(5_000, patience / 2));
    return properties;
  }

  @Override
  public void close() {
    giveUp();
    if (admin != null) {
      admin.close(Duration.ofSeconds(5));
    }
  }
}
