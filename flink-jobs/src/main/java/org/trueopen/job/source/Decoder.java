package org.trueopen.job.source;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.event.MalformedEventException;
import org.trueopen.settings.SettingCodec;

/** Reads the records of one topic; what it cannot read becomes an event as well. */
enum Decoder implements KafkaRecordDeserializationSchema<TopicEvent>, Serializable {
  DELIVERIES {
    @Override
    TopicEvent decode(Origin origin, byte[] value) throws MalformedEventException {
      return switch (EventCodec.decodeDelivery(value)) {
        case Delivery delivery -> new TopicEvent.Sent(origin, delivery);
        case DeliveryStatus status -> new TopicEvent.Status(origin, status);
        case Aggregate aggregate -> new TopicEvent.Explained(origin, aggregate);
      };
    }
  },
  HITS {
    @Override
    TopicEvent decode(Origin origin, byte[] value) throws MalformedEventException {
      return new TopicEvent.Requested(origin, EventCodec.decodeHit(value));
    }
  },
  SETTINGS {
    @Override
    TopicEvent decode(Origin origin, byte[] value) throws MalformedEventException {
      return new TopicEvent.Changed(origin, SettingCodec.decode(value));
    }
  };

  abstract TopicEvent decode(Origin origin, byte[] value) throws MalformedEventException;

  TopicEvent decodeOrRefuse(Origin origin, byte @Nullable [] value) {
    if (value == null) {
      return new TopicEvent.Undecodable(origin, "the record has no value", new byte[0]);
    }
    try {
      return decode(origin, value);
    } catch (MalformedEventException | RuntimeException e) {
      // One odd record must not stop the job for good, whatever it trips over.
      return new TopicEvent.Undecodable(
          origin, e.getMessage() == null ? e.toString() : e.getMessage(), value);
    }
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> found, Collector<TopicEvent> out) {
    out.collect(
        decodeOrRefuse(
            new Origin(found.topic(), found.partition(), found.offset()), found.value()));
  }

  @Override
  public TypeInformation<TopicEvent> getProducedType() {
    return TopicEvent.TYPE;
  }
}
