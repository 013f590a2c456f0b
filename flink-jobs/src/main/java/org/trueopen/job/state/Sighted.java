package org.trueopen.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.wire.SightedMessage;
import org.trueopen.verdict.AppearanceLedger;

/**
 * What is remembered of one delivery on behalf of its crowds.
 *
 * @param forgetAt event time in epoch milliseconds at which a timer forgets it
 */
public record Sighted(AppearanceLedger.State ledger, long forgetAt) {

  public static final Sighted NEW = new Sighted(AppearanceLedger.State.EMPTY, Long.MIN_VALUE);

  public static final ValueType<Sighted> TYPE = new ValueType<>(Sighted.class, new Serializer());

  /** {@link SightedMessage} as bytes. */
  static final class Serializer extends ValueSerializer<Sighted> {

    @Override
    protected byte[] encode(Sighted value) {
      return CrowdMessages.sighted(value).toByteArray();
    }

    @Override
    protected Sighted decode(byte[] bytes) throws IOException {
      return CrowdMessages.sighted(SightedMessage.parseFrom(bytes));
    }

    @Override
    public TypeSerializerSnapshot<Sighted> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Sighted> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
