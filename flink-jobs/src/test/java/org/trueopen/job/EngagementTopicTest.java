package org.trueopen.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.id.AccountId;
import org.trueopen.job.event.KafkaEvents;
import org.trueopen.job.ledger.SignalsConfig;
import org.trueopen.job.source.Origin;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.TestBroker;
import org.trueopen.log.Topics;
import org.trueopen.settings.EngagementChange;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/** The production graph's events on a real broker. */
@Timeout(120)
@SuppressWarnings("try") // closing an environment may be interrupted; a test is not
class EngagementTopicTest {

  private static final int DELIVERIES = 60;
  private static final int HITS_PER_CHECKPOINT = 10;
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  /** It stands still, so that nothing is forgotten however much later the test is run. */
  private static final Clock CLOCK = Clock.fixed(START.plusSeconds(86_400), ZoneOffset.UTC);

  private static final KafkaConfig KAFKA = TestBroker.shared().config();

  @TempDir Path checkpoints;

  @Test
  void onlyWhatAnAccountWantsIsInTheTopicKeyedByDelivery() throws Exception {
    Topics.ensure(KAFKA, (short) 1);
    List<TopicEvent> deliveries = new ArrayList<>();
    List<TopicEvent> hits = new ArrayList<>();
    for (int i = 0; i < DELIVERIES; i++) {
      for (String account : List.of("wants", "silent")) {
        Origin origin = new Origin("hits", 0, i);
        Instant at = START.plusSeconds(i);
        deliveries.add(new TopicEvent.Sent(origin, TestEvents.delivery(account, "d" + i, at)));
        hits.add(
            new TopicEvent.Requested(
                origin,
                TestEvents.click(
                    account, "d" + i, account + i, 0, at.plusSeconds(900), "203.0.113." + i)));
      }
    }

    run(deliveries, hits);

    List<ConsumerRecord<String, String>> records = records();
    assertThat(records).isNotEmpty().allMatch(record -> record.key().startsWith("wants/d"));
    assertThat(records)
        .allMatch(
            record -> record.value().contains("\"type\":\"" + EngagementChange.CLICKED.type()));
    assertThat(new String(records.getFirst().headers().lastHeader("content-type").value(), UTF_8))
        .isEqualTo("application/cloudevents+json; charset=UTF-8");
    // The first ones may have come before the setting had.
    assertThat(records).anyMatch(record -> record.key().equals("wants/d" + (DELIVERIES - 1)));
    assertThat(records.stream().map(ConsumerRecord::value)).doesNotHaveDuplicates();
  }

  private void run(List<TopicEvent> deliveries, List<TopicEvent> hits) throws Exception {
    WebhookSettings wanted =
        new WebhookSettings(
            false,
            List.of(
                new WebhookEndpoint(
                    "one", "https://x.example/", Set.of(EngagementChange.CLICKED), true, 1)));
    AccountId account = new AccountId("wants");
    TopicEvent setting =
        new TopicEvent.Changed(
            new Origin("settings", 0, 0),
            new Setting(SettingKey.webhooks(account), wanted, 1, START, "test"));
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, FlinkSettings.of(checkpoints, Duration.ofMillis(200)))) {
      new EngagementPipeline(
              new EngagementPipeline.Sources(
                  ScriptedSource.of(deliveries),
                  // Checkpoints go through all sources: the setting is known before the last hits.
                  ScriptedSource.of(hits, RateLimiterStrategy.perCheckpoint(HITS_PER_CHECKPOINT)),
                  ScriptedSource.of(List.of(setting))),
              new CollectingSink(),
              new byte[32],
              SignalsConfig.BUNDLED,
              CLOCK)
          .tellEvents(KafkaEvents.sink(KAFKA))
          .addTo(env);
      env.execute();
    }
  }

  private static List<ConsumerRecord<String, String>> records() {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            KAFKA.clientProperties("test"), new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.ENGAGEMENT).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (records.size() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
