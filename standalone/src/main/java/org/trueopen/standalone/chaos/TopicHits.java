package org.trueopen.standalone.chaos;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.MalformedEventException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;
import org.trueopen.standalone.demo.HitTarget;
import org.trueopen.standalone.demo.PlannedHit;

/** Reads the topic of hits from its beginning to its end. */
final class TopicHits {

  private final HitCount count = new HitCount();
  private final Set<String> seen = new HashSet<>();
  private final Set<String> repeated = new HashSet<>();
  private final Set<String> deliveries;
  private long malformed;

  private TopicHits(Set<String> deliveries) {
    this.deliveries = deliveries;
  }

  /**
   * @param deliveries whose hits are counted; others' are passed over
   */
  static TopicHits read(KafkaConfig kafka, Set<String> deliveries) {
    TopicHits result = new TopicHits(deliveries);
    Map<String, Object> properties = kafka.clientProperties("chaos");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.HITS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(result::add);
      }
    }
    return result;
  }

  private void add(ConsumerRecord<byte[], byte[]> event) {
    try {
      add(EventCodec.decodeHit(event.value()));
    } catch (MalformedEventException e) {
      malformed++;
    }
  }

  void add(Hit hit) {
    if (!deliveries.contains(hit.deliveryId())) {
      return;
    }
    if (seen.add(hit.hitId())) {
      PlannedHit.Kind kind = PlannedHit.Kind.valueOf(hit.kind().name());
      count.add(new HitTarget(hit.deliveryId(), kind, hit.link()), 1, 1);
    } else {
      repeated.add(hit.hitId());
    }
  }

  /** The hits, each once: the job drops those that stand there again. */
  HitCount count() {
    return count;
  }

  /** Hits that stand there more than once, as a producer's or the journal's second attempt. */
  long repeated() {
    return repeated.size();
  }

  /** Records that are no hit. */
  long malformed() {
    return malformed;
  }
}
