package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.PostKey;
import org.trueopen.log.SettingsLog;
import org.trueopen.log.TestBroker;
import org.trueopen.log.Topics;
import org.trueopen.settings.EngagementChange;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/** Kafka does not take a dead letter, then does. */
class UnwrittenOutcomeTest {

  private static final KafkaConfig KAFKA = TestBroker.shared().config();
  private static final KeyedHash HASHES = new KeyedHash(new byte[32]);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One may be under way and one may wait. */
  private static final WebhooksConfig CONFIG =
      new WebhooksConfig(
          KAFKA,
          HASHES,
          "127.0.0.1",
          0,
          List.of("127.0.0.0/8"),
          1,
          1,
          PATIENCE,
          new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMinutes(10)));

  private final AccountId account =
      new AccountId("a" + UUID.randomUUID().toString().substring(0, 8));
  private final WebhookMetrics metrics = new WebhookMetrics();
  private SettingsLog settings;
  private LetterRefusedOnce records;
  private Dispatcher dispatcher;

  private static final class LetterRefusedOnce extends PostRecords {

    private final AtomicBoolean refused = new AtomicBoolean();
    private final List<PostKey> letters = new CopyOnWriteArrayList<>();

    LetterRefusedOnce() {
      super(KAFKA);
    }

    @Override
    void giveUp(Post post, String reason, Instant at) {
      if (refused.compareAndSet(false, true)) {
        throw new EventLogException("Kafka is away");
      }
      super.giveUp(post, reason, at);
      letters.add(post.key());
    }
  }

  @BeforeAll
  static void makeTopics() {
    Topics.ensure(KAFKA, (short) 1);
  }

  @BeforeEach
  void start() {
    settings = SettingsLog.open(KAFKA, "test", Clock.systemUTC());
    records = new LetterRefusedOnce();
    dispatcher = new Dispatcher(CONFIG, settings, HASHES, records, metrics, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    dispatcher.close();
    records.close();
    settings.close();
  }

  @Test
  void aPostThatCouldNotBeGivenUpIsGivenUpLater() throws Exception {
    try (Receiver receiver = Receiver.answering(410)) {
      endpoint(receiver.url());

      dispatcher.add(Post.first(key("e1"), "type", event("e1"), Instant.now()));

      await().until(() -> records.letters.contains(key("e1")));
      await().until(() -> metrics.deadLettered.count() == 1);
      assertThat(receiver.received()).hasSize(2);
      assertThat(metrics.takenIn.count()).isEqualTo(1);
    }
  }

  @Test
  void aBatchThatIsReadAgainIsNotPostedAgain() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    try (Receiver receiver =
        new Receiver(
            (exchange, count) -> {
              mayAnswer.await();
              exchange.sendResponseHeaders(200, -1);
            })) {
      endpoint(receiver.url());
      publish("e1", "e2", "e3");

      try (EventReader reader =
          new EventReader(
              KAFKA, settings.view(), records, dispatcher, metrics, Clock.systemUTC())) {
        reader.start();
        // The queue is full with the first two; that the third is given up fails at first.
        await().until(() -> records.letters.contains(key("e3")));
        mayAnswer.countDown();
        await().until(() -> metrics.delivered.count() == 2);
      }

      assertThat(records.letters).containsExactly(key("e3"));
      assertThat(receiver.received())
          .extracting(request -> request.header("webhook-id"))
          .containsExactly("e1", "e2");
      assertThat(metrics.takenIn.count()).isEqualTo(3);
    }
  }

  private void endpoint(String url) throws Exception {
    WebhookEndpoint endpoint =
        new WebhookEndpoint("one", url, Set.of(EngagementChange.OPENED), true, 1);
    settings.write(
        SettingKey.webhooks(account), new WebhookSettings(false, List.of(endpoint)), 0, "test");
  }

  private PostKey key(String id) {
    return new PostKey(account.value(), "one", id);
  }

  /** Into one partition, so that they are read together. */
  private void publish(String... ids) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            KAFKA.producerProperties("test"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String id : ids) {
        producer
            .send(
                new ProducerRecord<>(
                    Topics.ENGAGEMENT, Topics.eventKey(account.value(), "d1"), event(id)))
            .get();
      }
    }
  }

  private byte[] event(String id) {
    return """
    {"specversion":"1.0","id":"%s","source":"/accounts/%s","type":"%s","data":{}}"""
        .formatted(id, account.value(), EngagementChange.OPENED.type())
        .getBytes(UTF_8);
  }
}
