package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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
    send(
        new ProducerRecord<>(
            Topics.ENGAGEMENT,
            null,
            Topics.eventKey(account, "webhook-" + endpoint),
            event,
            List.of(new RecordHeader(ENDPOINT_HEADER, endpoint.getBytes(UTF_8)))));
  }

  /**
   * Asks for everything that was given up to be posted once more, each under its old id, and takes
   * it out of the dead letters.
   *
   * @return how many
   * @throws EventLogException if Kafka cannot be reached; some may have been asked for
   */
  public int replay(Predicate<PostKey> which) {
    int count = 0;
    for (Map.Entry<PostKey, byte[]> letter : deadLetters().entrySet()) {
      PostKey key = letter.getKey();
      if (which.test(key)) {
        post(key.account(), key.endpoint(), letter.getValue());
        send(new ProducerRecord<>(Topics.WEBHOOK_DEAD_LETTERS, 0, key.bytes(), null));
        count++;
      }
    }
    return count;
  }

  private Map<PostKey, byte[]> deadLetters() {
    Map<PostKey, byte[]> letters = new LinkedHashMap<>();
    readAll(
        kafka,
        Topics.WEBHOOK_DEAD_LETTERS,
        record -> {
          PostKey key = PostKey.parse(record.key());
          if (record.value() == null) {
            letters.remove(key);
          } else {
            letters.put(key, record.value());
          }
        });
    return letters;
  }

  /**
   * Reads a topic of one partition up to its present end.
   *
   * @throws EventLogException if Kafka gives nothing for half a minute
   */
  public static void readAll(
      KafkaConfig kafka,
      String topic,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<String, Object> properties = kafka.clientProperties("read-" + topic);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
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
      throw new EventLogException("topic " + topic + ": cannot be read; is Kafka running?", e);
    }
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
      throw new EventLogException(
          "topic " + record.topic() + ": nothing was written; is Kafka running?", e);
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
