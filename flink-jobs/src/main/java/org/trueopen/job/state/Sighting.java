package org.trueopen.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.wire.SightingMessage;
import org.trueopen.verdict.Appearance;

/**
 * An appearance on its way to its crowd.
 *
 * @param revision of several of one delivery in one scope the highest stands
 */
public record Sighting(String account, long revision, Appearance appearance) {

  /** The key of a crowd: an account has no slash in its name. */
  public String crowd() {
    return account + '/' + appearance.scope().text();
  }

  public static final ValueType<Sighting> TYPE = new ValueType<>(Sighting.class, new Serializer());

  /** {@link SightingMessage} as bytes. */
  static final class Serializer extends ValueSerializer<Sighting> {

    @Override
    protected byte[] encode(Sighting value) {
      return CrowdMessages.sighting(value).toByteArray();
    }

    @Override
    protected Sighting decode(byte[] bytes) throws IOException {
      return CrowdMessages.sighting(SightingMessage.parseFrom(bytes));
    }

    @Override
    public TypeSerializerSnapshot<Sighting> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sighting> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
