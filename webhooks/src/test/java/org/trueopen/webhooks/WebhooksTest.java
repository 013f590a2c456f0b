package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.PostOutcome;
import org.trueopen.log.PostOutcome.Result;
import org.trueopen.log.SettingsLog;
import org.trueopen.log.TestBroker;
import org.trueopen.log.Topics;
import org.trueopen.log.WebhookLog;
import org.trueopen.log.WebhookRequests;
import org.trueopen.settings.EngagementChange;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/** The whole process between a real broker and real receivers. */
class WebhooksTest {

  private static final KafkaConfig KAFKA = TestBroker.shared().config();
  private static final KeyedHash HASHES = new KeyedHash(new byte[32]);
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMinutes(10));

  private static SettingsLog settings;
  private static WebhookLog log;
  private static KafkaProducer<byte[], byte[]> producer;

  private final AccountId account =
      new AccountId("a" + UUID.randomUUID().toString().substring(0, 8));
  private WebhooksServer server;

  @BeforeAll
  static void open() {
    Topics.ensure(KAFKA, (short) 1);
    settings = SettingsLog.open(KAFKA, "test", Clock.systemUTC());
    log = new WebhookLog(KAFKA, "test");
    producer =
        new KafkaProducer<>(
            KAFKA.producerProperties("test"), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterAll
  static void shut() {
    producer.close();
    log.close();
    settings.close();
  }

  @BeforeEach
  void start() {
    server = WebhooksServer.start(config(QUICK, List.of("127.0.0.0/8")), Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void anEventIsPostedOnceSignedAsTheSpecificationSays() throws Exception {
    try (Receiver receiver = Receiver.answering(204)) {
      webhooks(endpoint("one", receiver.url()));
      byte[] event = event("e1", EngagementChange.OPENED);

      publish("d1", event);
      publish("d1", event("e2", EngagementChange.FORWARDED)); // not wanted

      awaitOutcome("one", "e1", Result.DELIVERED);
      Receiver.Received request = receiver.received().getFirst();
      assertThat(receiver.received()).hasSize(1);
      assertThat(request.body()).isEqualTo(event);
      assertThat(request.header("content-type")).startsWith("application/cloudevents+json");
      assertThat(request.header("webhook-id")).isEqualTo("e1");
      long seconds = Long.parseLong(request.header("webhook-timestamp"));
      assertThat(Instant.ofEpochSecond(seconds)).isCloseTo(Instant.now(), within60Seconds());
      assertThat(request.header("webhook-signature"))
          .isEqualTo(Signature.of(HASHES.webhookSecret(account, "one", 1), "e1", seconds, event));
    }
  }

  @Test
  void aRenewedSecretSignsBesideTheOneBefore() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      webhooks(endpoint("one", receiver.url()).withNextSecret());
      byte[] event = event("e1", EngagementChange.OPENED);

      publish("d1", event);

      awaitOutcome("one", "e1", Result.DELIVERED);
      Receiver.Received request = receiver.received().getFirst();
      long seconds = Long.parseLong(request.header("webhook-timestamp"));
      assertThat(request.header("webhook-signature").split(" "))
          .containsExactly(
              Signature.of(HASHES.webhookSecret(account, "one", 2), "e1", seconds, event),
              Signature.of(HASHES.webhookSecret(account, "one", 1), "e1", seconds, event));
    }
  }

  @Test
  void aReceiverThatFailsGetsTheSameEventAgainUntilItTakesIt() throws Exception {
    try (Receiver receiver =
        new Receiver(
            (exchange, count) -> exchange.sendResponseHeaders(count < 4 ? 500 : 200, -1))) {
      webhooks(endpoint("one", receiver.url()));

      publish("d1", event("e1", EngagementChange.OPENED));

      awaitOutcome("one", "e1", Result.DELIVERED);
      assertThat(receiver.received()).hasSize(4);
      assertThat(receiver.received())
          .allMatch(request -> request.header("webhook-id").equals("e1"));
      assertThat(log.latest(account.value(), "one"))
          .filteredOn(outcome -> outcome.result() == Result.RETRYING)
          .hasSize(3)
          .allMatch(outcome -> outcome.status() == 500);
      assertThat(metrics()).contains("trueopen_webhooks_retried_total");
    }
  }

  @Test
  void aDeadAndASlowEndpointHoldUpNoOther() throws Exception {
    server.close();
    server =
        WebhooksServer.start(
            config(QUICK, List.of("127.0.0.0/8"), Duration.ofSeconds(3)), Clock.systemUTC());
    try (Receiver good = Receiver.answering(200);
        Receiver slow =
            new Receiver(
                (exchange, count) -> {
                  TimeUnit.MINUTES.sleep(1);
                  exchange.sendResponseHeaders(200, -1);
                })) {
      webhooks(
          endpoint("dead", "http://127.0.0.1:1/hook"),
          endpoint("slow", slow.url()),
          endpoint("good", good.url()));

      for (int i = 0; i < 30; i++) {
        publish("d" + i, event("e" + i, EngagementChange.OPENED));
      }

      await().until(() -> idsOf(good).size() == 30);
      await().until(() -> !slow.received().isEmpty());
      awaitOutcome("dead", "e0", Result.RETRYING);
      await()
          .untilAsserted(
              () ->
                  assertThat(log.latest(account.value(), "slow"))
                      .anyMatch(outcome -> outcome.detail().contains("no answer within")));
    }
  }

  @Test
  void a410SwitchesTheEndpointOffAndKeepsTheEvent() throws Exception {
    try (Receiver receiver = Receiver.answering(410)) {
      webhooks(endpoint("one", receiver.url()));

      publish("d1", event("e1", EngagementChange.OPENED));

      awaitOutcome("one", "e1", Result.GIVEN_UP);
      await().until(() -> !found("one").enabled());
      assertThat(receiver.received()).hasSize(1);
      assertThat(settings.view().find(SettingKey.webhooks(account)).orElseThrow().changedBy())
          .contains("410");
    }
  }

  @Test
  void a410OfAnAddressThatWasChangedMeanwhileLeavesTheEndpointOn() throws Exception {
    CountDownLatch changed = new CountDownLatch(1);
    try (Receiver former =
            new Receiver(
                (exchange, count) -> {
                  changed.await();
                  exchange.sendResponseHeaders(410, -1);
                });
        Receiver present = Receiver.answering(200)) {
      webhooks(endpoint("one", former.url()));
      publish("d1", event("e1", EngagementChange.OPENED));
      await().until(() -> former.received().size() == 1);

      webhooksAfter(1, endpoint("one", present.url()));
      changed.countDown();

      awaitOutcome("one", "e1", Result.GIVEN_UP);
      await().until(() -> metrics().contains("webhooks_under_way 0.0"));
      publish("d1", event("e2", EngagementChange.OPENED));
      awaitOutcome("one", "e2", Result.DELIVERED);
      assertThat(found("one").enabled()).isTrue();
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (Receiver other = Receiver.answering(200);
        Receiver receiver =
            new Receiver(
                (exchange, count) -> {
                  exchange.getResponseHeaders().set("Location", other.url());
                  exchange.sendResponseHeaders(count < 3 ? 307 : 200, -1);
                })) {
      webhooks(endpoint("one", receiver.url()));

      publish("d1", event("e1", EngagementChange.OPENED));

      awaitOutcome("one", "e1", Result.DELIVERED);
      assertThat(receiver.received()).hasSize(3);
      assertThat(other.received()).isEmpty();
    }
  }

  @Test
  void whatWasGivenUpIsReplayedOnce() throws Exception {
    server.close();
    Backoff none =
        new Backoff(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(100));
    server = WebhooksServer.start(config(none, List.of("127.0.0.0/8")), Clock.systemUTC());
    List<Integer> answers = new ArrayList<>(List.of(500));
    try (Receiver receiver =
            new Receiver(
                (exchange, count) -> exchange.sendResponseHeaders(answers.getFirst(), -1));
        WebhookRequests requests = new WebhookRequests(KAFKA, "test")) {
      webhooks(endpoint("one", receiver.url()));
      publish("d1", event("e1", EngagementChange.OPENED));
      awaitOutcome("one", "e1", Result.GIVEN_UP);
      answers.set(0, 200);

      await().until(() -> requests.replay(key -> key.account().equals(account.value())) == 1);

      awaitOutcome("one", "e1", Result.DELIVERED);
      assertThat(requests.replay(key -> key.account().equals(account.value()))).isZero();
    }
  }

  @Test
  void aProcessThatStartsGoesOnWithWhatIsPending() throws Exception {
    try (Receiver receiver =
        new Receiver(
            (exchange, count) -> exchange.sendResponseHeaders(count < 3 ? 503 : 200, -1))) {
      server.close();
      Backoff slow = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofHours(1));
      server = WebhooksServer.start(config(slow, List.of("127.0.0.0/8")), Clock.systemUTC());
      webhooks(endpoint("one", receiver.url()));
      publish("d1", event("e1", EngagementChange.OPENED));
      awaitOutcome("one", "e1", Result.RETRYING);

      server.close();
      server = WebhooksServer.start(config(QUICK, List.of("127.0.0.0/8")), Clock.systemUTC());

      awaitOutcome("one", "e1", Result.DELIVERED);
      assertThat(receiver.received()).hasSize(3);
    }
  }

  @Test
  void theInsideIsNotReachedUnlessItIsAllowed() throws Exception {
    server.close();
    server = WebhooksServer.start(config(QUICK, List.of()), Clock.systemUTC());
    try (Receiver receiver = Receiver.answering(200)) {
      webhooks(
          endpoint("literal", receiver.url()),
          endpoint("name", receiver.url().replace("127.0.0.1", "localhost")));

      publish("d1", event("e1", EngagementChange.OPENED));

      awaitOutcome("literal", "e1", Result.RETRYING);
      awaitOutcome("name", "e1", Result.RETRYING);
      assertThat(log.latest(account.value(), "name").getFirst().detail())
          .contains("no address outside");
      assertThat(receiver.received()).isEmpty();
    }
  }

  @Test
  void anEventAskedForOneEndpointGoesToNoOther() throws Exception {
    try (Receiver one = Receiver.answering(200);
        Receiver two = Receiver.answering(200);
        WebhookRequests requests = new WebhookRequests(KAFKA, "test")) {
      webhooks(endpoint("one", one.url()), endpoint("two", two.url()));

      requests.post(account.value(), "two", event("trial", EngagementChange.OPENED));

      awaitOutcome("two", "trial", Result.DELIVERED);
      assertThat(one.received()).isEmpty();
    }
  }

  @Test
  void aRecordThatIsNoEventIsCountedAndPassedOver() throws Exception {
    try (Receiver receiver = Receiver.answering(200)) {
      webhooks(endpoint("one", receiver.url()));

      publish("d1", "{\"id\":".getBytes(UTF_8));
      publish("d1", event("e1", EngagementChange.OPENED));

      awaitOutcome("one", "e1", Result.DELIVERED);
      assertThat(metrics()).contains("trueopen_webhooks_malformed_total 1.0");
    }
  }

  /** With receivers that may take their time: a post that was given up would be counted twice. */
  private static WebhooksConfig config(Backoff backoff, List<String> allowed) {
    return config(backoff, allowed, Duration.ofMinutes(1));
  }

  private static WebhooksConfig config(Backoff backoff, List<String> allowed, Duration timeout) {
    return new WebhooksConfig(KAFKA, HASHES, "127.0.0.1", 0, allowed, 4, 100, timeout, backoff);
  }

  /** Without those that were posted again since the answer came late. */
  private static Set<String> idsOf(Receiver receiver) {
    return receiver.received().stream()
        .map(request -> request.header("webhook-id"))
        .collect(Collectors.toSet());
  }

  private static WebhookEndpoint endpoint(String id, String url) {
    return new WebhookEndpoint(id, url, Set.of(EngagementChange.OPENED), true, 1);
  }

  private void webhooks(WebhookEndpoint... endpoints) throws Exception {
    webhooksAfter(0, endpoints);
  }

  private void webhooksAfter(long version, WebhookEndpoint... endpoints) throws Exception {
    SettingKey key = SettingKey.webhooks(account);
    settings.write(key, new WebhookSettings(false, List.of(endpoints)), version, "test");
    // The process has a view of its own.
    await().until(() -> server.settings().version(key) == version + 1);
  }

  private WebhookEndpoint found(String id) {
    return settings
        .view()
        .find(SettingKey.webhooks(account))
        .map(setting -> (WebhookSettings) setting.value())
        .flatMap(webhooks -> webhooks.find(id))
        .orElseThrow();
  }

  private byte[] event(String id, EngagementChange change) {
    return """
    {"specversion":"1.0","id":"%s","source":"/accounts/%s","type":"%s","data":{}}"""
        .formatted(id, account.value(), change.type())
        .getBytes(UTF_8);
  }

  private void publish(String delivery, byte[] event) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                Topics.ENGAGEMENT, Topics.eventKey(account.value(), delivery), event))
        .get();
  }

  private void awaitOutcome(String endpoint, String eventId, Result result) {
    await()
        .until(
            () -> {
              Optional<PostOutcome> found =
                  log.latest(account.value(), endpoint).stream()
                      .filter(outcome -> outcome.key().eventId().equals(eventId))
                      .filter(outcome -> outcome.result() == result)
                      .findAny();
              return found.isPresent();
            });
  }

  private String metrics() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static org.assertj.core.data.TemporalUnitOffset within60Seconds() {
    return org.assertj.core.api.Assertions.within(60, java.time.temporal.ChronoUnit.SECONDS);
  }
}
