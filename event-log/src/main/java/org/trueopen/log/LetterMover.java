package org.trueopen.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Moves dead letters back among the events that are to be posted, in transactions: a letter is
 * never gone without being asked for. Its tombstone comes first, for an event may be given up again
 * at once, and the tombstone must not hit the letter that is written then.
 */
@SuppressWarnings("FutureReturnValueIgnored") // flush and commit tell of what fails
final class LetterMover implements AutoCloseable {

  /** Of a kilobyte each: few enough to be in Kafka within a second. */
  private static final int TOGETHER = 500;

  /** One that dies in the midst of a transaction holds up the next replay for no longer. */
  private static final Duration TRANSACTION = Duration.ofSeconds(15);

  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param patience for one answer of Kafka's
   */
  LetterMover(KafkaConfig kafka, Duration patience) {
    int patienceMs = Math.toIntExact(patience.toMillis());
    Map<String, Object> properties = kafka.producerProperties("webhook-letters");
    // An id of its own: two who replay at once must not fence each other off.
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "webhook-letters-" + UUID.randomUUID());
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMs);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(10_000, patienceMs));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * @throws EventLogException if Kafka does not take all of them; some may have been moved
   */
  void move(Map<PostKey, byte[]> letters) {
    List<PostKey> keys = new ArrayList<>(letters.keySet());
    try {
      producer.initTransactions();
      for (int i = 0; i < keys.size(); i += TOGETHER) {
        moveTogether(keys.subList(i, Math.min(keys.size(), i + TOGETHER)), letters);
      }
    } catch (KafkaException e) {
      throw EventLogException.of(
          "topic " + Topics.WEBHOOK_DEAD_LETTERS + ": not all were replayed", e);
    }
  }

  private void moveTogether(List<PostKey> keys, Map<PostKey, byte[]> letters) {
    producer.beginTransaction();
    for (PostKey key : keys) {
      producer.send(new ProducerRecord<>(Topics.WEBHOOK_DEAD_LETTERS, 0, key.bytes(), null));
    }
    producer.flush();
    for (PostKey key : keys) {
      byte[] event = Objects.requireNonNull(letters.get(key), "a letter of the map's own key");
      producer.send(WebhookRequests.request(key.account(), key.endpoint(), event));
    }
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5)); // what is not committed is taken back
  }
}
