package org.trueopen.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last attempts to post to each webhook, in memory, kept current by a thread of its own. */
public final class WebhookLog implements AutoCloseable {

  /** What a page shows of an endpoint. */
  private static final int KEPT = 20;

  /** How far back a start looks: enough for some pages of several endpoints. */
  private static final long LOOK_BACK = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(WebhookLog.class);
  private static final Duration POLL = Duration.ofMillis(500);

  /** A reader that commits nothing has nothing to tell a broker that is away. */
  private static final CloseOptions SOON = CloseOptions.timeout(Duration.ofSeconds(1));

  private final Map<String, Deque<PostOutcome>> outcomes = new ConcurrentHashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread reader;

  /** Begins to read; what there is comes in soon. */
  public WebhookLog(KafkaConfig kafka, String clientId) {
    Map<String, Object> properties = kafka.clientProperties(clientId + "-webhook-log");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    this.consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.reader = Thread.ofPlatform().daemon().name("read-webhook-log").start(this::read);
  }

  /** The last attempts of one endpoint, newest first. */
  public List<PostOutcome> latest(String account, String endpoint) {
    Deque<PostOutcome> found = outcomes.get(account + '/' + endpoint);
    if (found == null) {
      return List.of();
    }
    synchronized (found) {
      return List.copyOf(found);
    }
  }

  private void read() {
    boolean positioned = false;
    while (true) {
      try {
        if (!positioned) {
          seek();
          positioned = true;
        }
        consumer.poll(POLL).forEach(this::take);
      } catch (WakeupException e) {
        break;
      } catch (KafkaException e) {
        LOG.warn("Reading topic {} failed, trying again: {}", Topics.WEBHOOK_LOG, e.toString());
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
    consumer.close(SOON);
  }

  private void seek() {
    TopicPartition partition = new TopicPartition(Topics.WEBHOOK_LOG, 0);
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    consumer.seek(partition, Math.max(0, end - LOOK_BACK));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      PostOutcome outcome = PostOutcome.of(record);
      Deque<PostOutcome> of =
          outcomes.computeIfAbsent(
              outcome.key().account() + '/' + outcome.key().endpoint(), key -> new ArrayDeque<>());
      synchronized (of) {
        of.addFirst(outcome);
        if (of.size() > KEPT) {
          of.removeLast();
        }
      }
    } catch (IllegalArgumentException e) {
      LOG.error(
          "Topic {}: the record at offset {} was skipped", Topics.WEBHOOK_LOG, record.offset(), e);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
