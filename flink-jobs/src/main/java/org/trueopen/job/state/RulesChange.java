package org.trueopen.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.event.MalformedEventException;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;

/** An account's rules as they stand: what is broadcast to every ledger, and kept there. */
public record RulesChange(Setting setting) {

  public static final ValueType<RulesChange> TYPE =
      new ValueType<>(RulesChange.class, new Serializer());

  public String account() {
    return setting.key().account().value();
  }

  public RuleSettings rules() {
    return (RuleSettings) setting.value();
  }

  /** As in the topic. */
  static final class Serializer extends ValueSerializer<RulesChange> {

    @Override
    protected byte[] encode(RulesChange value) {
      return SettingCodec.encode(value.setting());
    }

    @Override
    protected RulesChange decode(byte[] bytes) throws IOException {
      try {
        return new RulesChange(SettingCodec.decode(bytes));
      } catch (MalformedEventException e) {
        throw new IOException("rules: " + e.getMessage(), e);
      }
    }

    @Override
    public TypeSerializerSnapshot<RulesChange> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RulesChange> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
