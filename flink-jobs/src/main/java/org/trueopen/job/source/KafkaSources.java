package org.trueopen.job.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.TopicExtent;
import org.trueopen.log.Topics;

/**
 * The topics as Flink sources. A job without state reads all there is; one with state goes on where
 * its checkpoint stands. Offsets are committed to the group as well, for whoever watches its lag;
 * the job never reads them back.
 */
public final class KafkaSources {

  /** The consumer group under which the job's progress shows in Kafka's tools. */
  public static final String GROUP = "trueopen-engagement";

  /** A name without offsets: nothing is ever committed under it. */
  private static final String SPAN_GROUP = "trueopen-span";

  /** New partitions are found within this time; asking costs a request per topic. */
  private static final long DISCOVERY_INTERVAL_MS = 30_000;

  /** An idle consumer asks this seldom; the broker answers at once when something comes. */
  private static final int FETCH_WAIT_MS = 5_000;

  private KafkaSources() {}

  public static Source<TopicEvent, ?, ?> deliveries(KafkaConfig kafka) {
    return source(kafka, Topics.DELIVERIES, Decoder.DELIVERIES);
  }

  public static Source<TopicEvent, ?, ?> hits(KafkaConfig kafka) {
    return source(kafka, Topics.HITS, Decoder.HITS);
  }

  public static Source<TopicEvent, ?, ?> settings(KafkaConfig kafka) {
    return source(kafka, Topics.SETTINGS, Decoder.SETTINGS);
  }

  /** Those of a span alone, in which nobody's progress shows. */
  public static Source<TopicEvent, ?, ?> deliveries(KafkaConfig kafka, TopicExtent extent) {
    return span(kafka, Topics.DELIVERIES, Decoder.DELIVERIES, extent);
  }

  /** Those of a span alone, in which nobody's progress shows. */
  public static Source<TopicEvent, ?, ?> hits(KafkaConfig kafka, TopicExtent extent) {
    return span(kafka, Topics.HITS, Decoder.HITS, extent);
  }

  private static Source<TopicEvent, ?, ?> span(
      KafkaConfig kafka, String topic, Decoder decoder, TopicExtent extent) {
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> to = new HashMap<>();
    extent
        .of(topic)
        .forEach(
            (number, span) -> {
              TopicPartition partition = new TopicPartition(topic, number);
              from.put(partition, span.from());
              to.put(partition, span.to());
            });
    return builder(kafka, SPAN_GROUP, topic, decoder)
        .setStartingOffsets(OffsetsInitializer.offsets(from))
        .setBounded(OffsetsInitializer.offsets(to))
        .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "false")
        .build();
  }

  private static Source<TopicEvent, ?, ?> source(KafkaConfig kafka, String topic, Decoder decoder) {
    return builder(kafka, GROUP, topic, decoder)
        .setProperty(
            KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
            Long.toString(DISCOVERY_INTERVAL_MS))
        .setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Integer.toString(FETCH_WAIT_MS))
        .build();
  }

  private static KafkaSourceBuilder<TopicEvent> builder(
      KafkaConfig kafka, String group, String topic, Decoder decoder) {
    String name = group + '-' + topic.toLowerCase(Locale.ROOT);
    var builder =
        KafkaSource.<TopicEvent>builder()
            .setBootstrapServers(kafka.bootstrapServers())
            .setTopics(topic)
            .setGroupId(group)
            .setClientIdPrefix(name)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(decoder);
    kafka
        .clientProperties(name)
        .forEach(
            (key, value) -> {
              if (!key.equals(CommonClientConfigs.CLIENT_ID_CONFIG)) {
                builder.setProperty(key, value.toString());
              }
            });
    return builder
        // Settings are written in transactions; one that was fenced off never was.
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
  }
}
