package org.trueopen.job.state;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.wire.MemoryMessage;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.Transport;

/**
 * All that is remembered of one delivery, in one value, so that an event costs one read and one
 * write.
 *
 * @param forgetAt event time in epoch milliseconds at which a timer forgets it
 * @param compact it was forgotten once: what is left says whose hits are late, and nothing more
 */
public record Memory(DeliveryLedger.State ledger, long forgetAt, boolean compact) {

  public static final Memory NEW = new Memory(DeliveryLedger.State.EMPTY, Long.MIN_VALUE);

  public static final ValueType<Memory> TYPE = new ValueType<>(Memory.class, new Serializer());

  public Memory(DeliveryLedger.State ledger, long forgetAt) {
    this(ledger, forgetAt, false);
  }

  /** What is left when everything else is forgotten. */
  public Memory remainder(long until) {
    return new Memory(
        new DeliveryLedger.State(
            ledger.delivery(),
            List.of(),
            List.of(),
            null,
            Transport.UNKNOWN,
            ledger.aggregate(),
            List.of(),
            ledger.statements()),
        until,
        true);
  }

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
