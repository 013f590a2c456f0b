package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Events that are asked for: a trial, or what was given up once more. They go the same way as all
 * others, through the topic, with a header that names the one endpoint they are for.
 */
public final class WebhookRequests implements AutoCloseable {

  /** Names the endpoint that a record is for; without it, it is for all that want it. */
  public static final String ENDPOINT_HEADER = "trueopen-endpoint";

  /**
   * How many dead letters one call replays. An endpoint's queue takes as many; what is beyond would
   * be given up again at once. A kilobyte each, they are ten megabytes while they are replayed.
   */
  public static final int MOST_REPLAYED = 10_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConfig kafka;
  private final KafkaProducer<byte[], byte[]> producer;

  public WebhookRequests(KafkaConfig kafka, String clientId) {
    this.kafka = kafka;
    Map<String, Object> properties = kafka.producerProperties(clientId + "-webhook-requests");
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Asks for one event to be posted to one endpoint; returns when Kafka has it.
   *
   * @param event a CloudEvent in JSON
   * @throws EventLogException if Kafka cannot be reached
   */
  public void post(String account, String endpoint, byte[] event) {
    send(request(account, endpoint, event));
  }

  static ProducerRecord<byte[], byte[]> request(String account, String endpoint, byte[] event) {
    return new ProducerRecord<>(
        Topics.ENGAGEMENT,
        null,
        Topics.eventKey(account, "webhook-" + endpoint),
        event,
        List.of(new RecordHeader(ENDPOINT_HEADER, endpoint.getBytes(UTF_8))));
  }

  /**
   * Asks for what was given up to be posted once more, the oldest first, each under its old id, and
   * takes it out of the dead letters.
   *
   * @param which letters; no others are held in memory
   * @return how many, at most {@link #MOST_REPLAYED}; if it is that many there may be more
   * @throws EventLogException if Kafka cannot be reached; some may have been asked for
   */
  public int replay(Predicate<PostKey> which) {
    return replay(which, MOST_REPLAYED);
  }

  int replay(Predicate<PostKey> which, int most) {
    Map<PostKey, byte[]> letters = deadLetters(which, most);
    if (letters.isEmpty()) {
      return 0;
    }
    try (LetterMover mover = new LetterMover(kafka, PATIENCE)) {
      mover.move(letters);
    }
    return letters.size();
  }

  /**
   * Letters that were replayed already stand in the topic until they are old, their tombstones far
   * behind them. They would take the room of those that can be replayed; so reading goes on at the
   * first one there was no room for, once more for each so many that were replayed.
   */
  private Map<PostKey, byte[]> deadLetters(Predicate<PostKey> which, int most) {
    LetterBatch batch = new LetterBatch(which, most);
    long from = 0;
    do {
      batch.beginReading();
      readAll(kafka, Topics.WEBHOOK_DEAD_LETTERS, from, batch::take);
      from = batch.firstLeftOut();
    } while (from >= 0 && batch.hasRoom());
    return batch.letters();
  }

  /**
   * Reads a topic of one partition up to its present end.
   *
   * @throws EventLogException if Kafka gives nothing for half a minute
   */
  public static void readAll(
      KafkaConfig kafka, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    readAll(kafka, topic, 0, each);
  }

  private static void readAll(
      KafkaConfig kafka, String topic, long from, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, "read_committed")) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from);
      long end = end(kafka, partition);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition, PATIENCE) < end && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          each.accept(record);
          deadline = System.nanoTime() + PATIENCE.toNanos();
        }
      }
      if (consumer.position(partition, PATIENCE) < end) {
        throw new EventLogException("topic " + topic + ": not read to its end; is Kafka running?");
      }
    } catch (KafkaException e) {
      throw EventLogException.of("topic " + topic + ": cannot be read", e);
    }
  }

  /**
   * Behind records of transactions as well that are under way: a replay that has ended has told
   * Kafka, but Kafka shows it a moment later, and until then its letters would be found once more.
   */
  private static long end(KafkaConfig kafka, TopicPartition partition) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, "read_uncommitted")) {
      return consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaConfig kafka, String isolation) {
    Map<String, Object> properties = kafka.clientProperties("webhook-records");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // From where retention has left something, if it has taken away what is asked for.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** What a record says in a header. */
  public static String header(ConsumerRecord<byte[], byte[]> record, String name, String absent) {
    Header header = record.headers().lastHeader(name);
    return header == null ? absent : new String(header.value(), UTF_8);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException | KafkaException e) {
      throw EventLogException.of("topic " + record.topic() + ": nothing was written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while writing to " + record.topic(), e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
