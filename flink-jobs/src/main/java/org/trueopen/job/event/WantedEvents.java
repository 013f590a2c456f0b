package org.trueopen.job.event;

import java.io.IOException;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.util.Collector;
import org.trueopen.event.MalformedEventException;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.ValueSerializer;
import org.trueopen.job.state.ValueType;
import org.trueopen.settings.EngagementChange;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.settings.WebhookSettings;

/** Which events an account wants: its setting, broadcast and kept. */
public record WantedEvents(Setting setting) {

  public static final ValueType<WantedEvents> TYPE =
      new ValueType<>(WantedEvents.class, new Serializer());

  public String account() {
    return setting.key().account().value();
  }

  boolean has(EngagementChange change) {
    return ((WebhookSettings) setting.value()).wanted().contains(change);
  }

  /** Of all settings those that name events. */
  public static final class Read implements FlatMapFunction<TopicEvent, WantedEvents> {

    @Override
    public void flatMap(TopicEvent event, Collector<WantedEvents> out) {
      if (event instanceof TopicEvent.Changed changed
          && changed.setting().value() instanceof WebhookSettings) {
        out.collect(new WantedEvents(changed.setting()));
      }
    }
  }

  /** As in the topic. */
  static final class Serializer extends ValueSerializer<WantedEvents> {

    @Override
    protected byte[] encode(WantedEvents value) {
      return SettingCodec.encode(value.setting());
    }

    @Override
    protected WantedEvents decode(byte[] bytes) throws IOException {
      try {
        return new WantedEvents(SettingCodec.decode(bytes));
      } catch (MalformedEventException e) {
        throw new IOException("webhooks: " + e.getMessage(), e);
      }
    }

    @Override
    public TypeSerializerSnapshot<WantedEvents> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<WantedEvents> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
