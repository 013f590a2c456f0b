package org.trueopen.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.wire.MemoryMessage;
import org.trueopen.verdict.DeliveryLedger;

/**
 * All that is remembered of one delivery, in one value, so that an event costs one read and one
 * write.
 *
 * @param forgetAt event time in epoch milliseconds at which a timer forgets it
 */
public record Memory(DeliveryLedger.State ledger, long forgetAt) {

  public static final Memory NEW = new Memory(DeliveryLedger.State.EMPTY, Long.MIN_VALUE);

  public static final ValueType<Memory> TYPE = new ValueType<>(Memory.class, new Serializer());

  /** {@link MemoryMessage} as bytes. */
  static final class Serializer extends ValueSerializer<Memory> {

    @Override
    protected byte[] encode(Memory value) {
      return LedgerMessages.memory(value).toByteArray();
    }

    @Override
    protected Memory decode(byte[] bytes) throws IOException {
      return LedgerMessages.memory(MemoryMessage.parseFrom(bytes));
    }

    @Override
    public TypeSerializerSnapshot<Memory> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Memory> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
