package org.trueopen.job.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;

/**
 * The topic {@code engagement}, each event at least once: sent as it comes, acknowledged before a
 * checkpoint completes, and after a failure perhaps again under the same id. A record is keyed by
 * its delivery, whose events are so in order, and is what CloudEvents' Kafka binding calls
 * structured.
 */
public final class KafkaEvents {

  private KafkaEvents() {}

  public static Sink<EngagementEvent> sink(KafkaConfig kafka) {
    Properties properties = new Properties();
    kafka
        .producerProperties("trueopen-engagement-events")
        .forEach((name, value) -> properties.setProperty(name, value.toString()));
    return KafkaSink.<EngagementEvent>builder()
        .setBootstrapServers(kafka.bootstrapServers())
        .setKafkaProducerConfig(properties)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new Records())
        .build();
  }

  private static final class Records implements KafkaRecordSerializationSchema<EngagementEvent> {

    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        EngagementEvent event, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(
          Topics.ENGAGEMENT,
          null,
          Topics.eventKey(event.account(), event.deliveryId()),
          event.json().getBytes(UTF_8),
          List.of(
              new RecordHeader(
                  "content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8))));
    }
  }
}
