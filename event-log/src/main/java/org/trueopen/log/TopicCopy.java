package org.trueopen.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A compacted topic as a file and back: a line for each record, in order, as {@code
 * {"key":"BASE64","value":"BASE64"}}. Memory does not grow with it.
 */
public final class TopicCopy {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Enough to keep the producer busy. */
  private static final int IN_FLIGHT = 10_000;

  private static final Pattern LINE =
      Pattern.compile("\\{\"key\":\"([A-Za-z0-9+/=]*)\",\"value\":\"([A-Za-z0-9+/=]*)\"}");

  private TopicCopy() {}

  /** One record. */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  public record Entry(byte[] key, byte[] value) {}

  /**
   * Writes what a topic of one partition holds by now.
   *
   * @return how many records
   * @throws EventLogException if Kafka does not answer for half a minute
   */
  public static long write(KafkaConfig kafka, String topic, Path file) throws IOException {
    TopicPartition partition = new TopicPartition(topic, 0);
    long count = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka);
        BufferedWriter out = Files.newBufferedWriter(file)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (consumer.position(partition, PATIENCE) < end) {
        var found = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<byte[], byte[]> record : found) {
          out.write(line(record.key(), record.value()));
          count++;
        }
        if (!found.isEmpty()) {
          deadline = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() > deadline) {
          throw new EventLogException(
              "topic " + topic + ": nothing for " + PATIENCE.toSeconds() + " s; is Kafka running?");
        }
      }
    } catch (KafkaException e) {
      throw EventLogException.of("topic " + topic + ": cannot be read", e);
    }
    return count;
  }

  /**
   * Whether a topic of one partition has never held anything.
   *
   * @throws EventLogException if Kafka does not answer for half a minute
   */
  public static boolean isEmpty(KafkaConfig kafka, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka)) {
      return consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L) == 0;
    } catch (KafkaException e) {
      throw EventLogException.of("topic " + topic + ": cannot be read", e);
    }
  }

  /**
   * Reads a file line by line.
   *
   * @return how many records
   * @throws IOException if a line is none of ours, naming it
   */
  public static long read(Path file, Consumer<Entry> each) throws IOException {
    long count = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        each.accept(entry(file, line, ++count));
      }
    }
    return count;
  }

  /**
   * Brings a file's records into a topic, in order; returns when Kafka has all of them.
   *
   * @throws EventLogException if Kafka refuses; some may have been written
   */
  public static void restore(KafkaConfig kafka, String topic, Path file) throws IOException {
    Queue<Future<RecordMetadata>> sent = new ArrayDeque<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.producerProperties("restore-" + topic),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      read(
          file,
          entry -> {
            sent.add(
                producer.send(
                    new ProducerRecord<>(
                        topic, 0, entry.key(), entry.value().length == 0 ? null : entry.value())));
            if (sent.size() >= IN_FLIGHT) {
              await(topic, sent.remove());
            }
          });
      sent.forEach(one -> await(topic, one));
    } catch (KafkaException e) {
      throw EventLogException.of("topic " + topic + ": cannot be written", e);
    }
  }

  private static void await(String topic, Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw EventLogException.of("topic " + topic + ": cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EventLogException("interrupted while writing to " + topic, e);
    }
  }

  private static String line(byte[] key, byte[] value) {
    Base64.Encoder base64 = Base64.getEncoder();
    byte[] bytes = value == null ? new byte[0] : value;
    return "{\"key\":\""
        + new String(base64.encode(key), UTF_8)
        + "\",\"value\":\""
        + new String(base64.encode(bytes), UTF_8)
        + "\"}\n";
  }

  private static Entry entry(Path file, String line, long number) throws IOException {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IOException("%s, line %d: not a record of a backup".formatted(file, number));
    }
    try {
      return new Entry(
          Base64.getDecoder().decode(matcher.group(1)),
          Base64.getDecoder().decode(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw new IOException("%s, line %d: not a record of a backup".formatted(file, number), e);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaConfig kafka) {
    Map<String, Object> properties = kafka.clientProperties("backup");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
