package org.trueopen.standalone.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.trueopen.log.KafkaConfig;

/** Reads a topic from its beginning to its end as of now. */
final class TopicScan {

  private TopicScan() {}

  /**
   * @param each gets the value of every record, a partition's in their order
   */
  static void read(KafkaConfig kafka, String topic, Consumer<byte[]> each) {
    Map<String, Object> properties = kafka.clientProperties("chaos-" + topic);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(found -> each.accept(found.value()));
      }
    }
  }
}
