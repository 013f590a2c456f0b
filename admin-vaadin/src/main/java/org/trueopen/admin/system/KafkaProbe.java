package org.trueopen.admin.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.trueopen.admin.system.PartHealth.Figure;
import org.trueopen.admin.ui.Words;
import org.trueopen.log.KafkaConfig;

/** Kafka, and how far the job is behind. */
public final class KafkaProbe implements Probe, AutoCloseable {

  /** The consumer group under which the job commits what its checkpoints hold. */
  private static final String GROUP = "trueopen-engagement";

  private static final int TIMEOUT_MS = 2000;

  /** Some seconds' worth on a busy installation; on a quiet one it is never reached. */
  private static final long LAG_WARNS = 50_000;

  private final Admin admin;

  public KafkaProbe(KafkaConfig kafka) {
    Map<String, Object> properties = new HashMap<>(kafka.clientProperties("admin-health"));
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    this.admin = Admin.create(properties);
  }

  @Override
  public String part() {
    return "Kafka";
  }

  @Override
  public PartHealth ask() throws ExecutionException, InterruptedException {
    int brokers = admin.describeCluster().nodes().get().size();
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("Brokers", Integer.toString(brokers), false));
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    if (committed.isEmpty()) {
      figures.add(new Figure("Lag", "the job has committed nothing yet", false));
    } else {
      lags(committed)
          .forEach(
              (topic, lag) ->
                  figures.add(new Figure("Lag of " + topic, Words.number(lag), lag > LAG_WARNS)));
    }
    return PartHealth.of(
        part(),
        "It answers, and the job keeps up.",
        "It answers, but the job is behind: reports are late by as much. Nothing is lost.",
        figures);
  }

  private Map<String, Long> lags(Map<TopicPartition, OffsetAndMetadata> committed)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    committed.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
        admin.listOffsets(asked).all().get();
    Map<String, Long> lags = new TreeMap<>();
    committed.forEach(
        (partition, offset) -> {
          ListOffsetsResult.ListOffsetsResultInfo end = ends.get(partition);
          if (offset != null && end != null) {
            lags.merge(partition.topic(), Math.max(0, end.offset() - offset.offset()), Long::sum);
          }
        });
    return lags;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
