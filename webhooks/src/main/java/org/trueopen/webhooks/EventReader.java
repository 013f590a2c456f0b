package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.jackson.JsonFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.id.AccountId;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.PostKey;
import org.trueopen.log.Topics;
import org.trueopen.log.WebhookRequests;
import org.trueopen.settings.EngagementChange;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingsView;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/**
 * Reads the topic of events by a thread of its own. What a record asks for is written down as
 * pending, and only then is the record done with; what fails is read again, and what it asked for
 * is handed over once all the same, while the process lives.
 */
final class EventReader implements AutoCloseable {

  /** Under which the progress shows in Kafka's tools. */
  static final String GROUP = "trueopen-webhooks";

  private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KafkaConfig kafka;
  private final SettingsView settings;
  private final PostRecords records;
  private final Dispatcher dispatcher;
  private final WebhookMetrics metrics;
  private final Clock clock;
  private final EventFormat format = new JsonFormat();
  private final Thread thread = Thread.ofPlatform().name("read-engagement").unstarted(this::run);

  /** Of records not done with: at most some batches of the consumer, of 500 each. */
  private final Set<Asked> handedOver = new HashSet<>();

  private volatile Instant lastRead = Instant.EPOCH;
  private volatile boolean closed;

  /** What one record asks for. A replay asks for the same post, but by another record. */
  private record Asked(int partition, long offset, PostKey post) {}

  EventReader(
      KafkaConfig kafka,
      SettingsView settings,
      PostRecords records,
      Dispatcher dispatcher,
      WebhookMetrics metrics,
      Clock clock) {
    this.kafka = kafka;
    this.settings = settings;
    this.records = records;
    this.dispatcher = dispatcher;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  /** Whether Kafka has answered of late. */
  boolean isReady() {
    return lastRead.isAfter(clock.instant().minusSeconds(30));
  }

  private void run() {
    while (!closed) {
      try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
        consumer.subscribe(List.of(Topics.ENGAGEMENT));
        while (!closed) {
          read(consumer);
        }
      } catch (WakeupException e) {
        return;
      } catch (KafkaException | EventLogException e) {
        LOG.warn("Reading topic {} failed, trying again: {}", Topics.ENGAGEMENT, e.toString());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer) {
    Map<Asked, Post> posts = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      for (Post post : posts(record)) {
        posts.put(new Asked(record.partition(), record.offset(), post.key()), post);
      }
    }
    posts.keySet().removeAll(handedOver);
    if (!posts.isEmpty()) {
      records.keep(List.copyOf(posts.values()));
      posts.forEach(
          (asked, post) -> {
            dispatcher.add(post);
            handedOver.add(asked);
          });
    }
    consumer.commitSync();
    forgetCommitted(consumer);
    metrics.lag(
        consumer.assignment().stream()
            .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
            .sum());
    lastRead = clock.instant();
  }

  /** Of partitions that nothing has been read of since a new start, nothing is committed yet. */
  private void forgetCommitted(KafkaConsumer<byte[], byte[]> consumer) {
    if (handedOver.isEmpty()) {
      return;
    }
    for (TopicPartition partition : consumer.assignment()) {
      long committed = consumer.position(partition);
      handedOver.removeIf(
          asked -> asked.partition() == partition.partition() && asked.offset() < committed);
    }
  }

  private List<Post> posts(ConsumerRecord<byte[], byte[]> record) {
    try {
      CloudEvent event = format.deserialize(record.value());
      String key = new String(record.key(), UTF_8);
      AccountId account = new AccountId(key.substring(0, key.indexOf('/')));
      String only = WebhookRequests.header(record, WebhookRequests.ENDPOINT_HEADER, "");
      return endpoints(account, event.getType(), only).stream()
          .map(endpoint -> new PostKey(account.value(), endpoint.id(), event.getId()))
          .map(one -> Post.first(one, event.getType(), record.value(), clock.instant()))
          .toList();
    } catch (RuntimeException e) {
      metrics.malformed.increment();
      LOG.warn(
          "Topic {}, partition {}: the record at offset {} is no CloudEvent: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.toString());
      return List.of();
    }
  }

  private List<WebhookEndpoint> endpoints(AccountId account, String type, String only) {
    WebhookSettings webhooks =
        settings
            .find(SettingKey.webhooks(account))
            .map(setting -> (WebhookSettings) setting.value())
            .orElse(WebhookSettings.NONE);
    if (!only.isEmpty()) {
      return webhooks.find(only).stream().toList();
    }
    return EngagementChange.ofType(type)
        .map(
            change ->
                webhooks.endpoints().stream().filter(endpoint -> endpoint.wants(change)).toList())
        .orElse(List.of());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = kafka.clientProperties("webhooks");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
