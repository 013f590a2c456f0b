package org.trueopen.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.trueopen.job.source.TopicEvent;

/** A bounded source that gives prepared events; its position is part of checkpoints. */
final class ScriptedSource {

  private static final AtomicLong GIVEN = new AtomicLong();

  private ScriptedSource() {}

  /** Events that all such sources in this JVM have given so far. */
  static long given() {
    return GIVEN.get();
  }

  static Source<TopicEvent, ?, ?> of(List<? extends TopicEvent> events) {
    return of(events, RateLimiterStrategy.noOp());
  }

  static Source<TopicEvent, ?, ?> of(
      List<? extends TopicEvent> events, RateLimiterStrategy<?> rate) {
    return new DataGeneratorSource<>(Script.of(events), events.size(), rate, TopicEvent.TYPE);
  }

  /** The events as bytes, as they themselves cannot be sent to a task. */
  private record Script(ArrayList<byte[]> events)
      implements GeneratorFunction<Long, TopicEvent>, Serializable {

    static Script of(List<? extends TopicEvent> events) {
      ArrayList<byte[]> all = new ArrayList<>();
      for (TopicEvent event : events) {
        DataOutputSerializer out = new DataOutputSerializer(256);
        try {
          TopicEvent.TYPE.createSerializer(new SerializerConfigImpl()).serialize(event, out);
        } catch (IOException e) {
          throw new IllegalArgumentException(e);
        }
        all.add(out.getCopyOfBuffer());
      }
      return new Script(all);
    }

    @Override
    public TopicEvent map(Long index) throws IOException {
      GIVEN.incrementAndGet();
      return TopicEvent.TYPE
          .createSerializer(new SerializerConfigImpl())
          .deserialize(new DataInputDeserializer(events.get(index.intValue())));
    }
  }
}
