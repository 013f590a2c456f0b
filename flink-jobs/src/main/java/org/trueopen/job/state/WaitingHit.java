package org.trueopen.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.wire.WaitingHitMessage;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Verdict;

/** A hit of anonymous mail with what was stated of it before anybody said what it belongs to. */
public record WaitingHit(HitFacts hit, Verdict verdict) {

  public static final ValueType<WaitingHit> TYPE =
      new ValueType<>(WaitingHit.class, new Serializer());

  /** {@link WaitingHitMessage} as bytes. */
  static final class Serializer extends ValueSerializer<WaitingHit> {

    @Override
    protected byte[] encode(WaitingHit value) {
      return WaitingHitMessage.newBuilder()
          .setHit(LedgerMessages.hit(value.hit()))
          .setVerdict(LedgerMessages.verdict(value.verdict()))
          .build()
          .toByteArray();
    }

    @Override
    protected WaitingHit decode(byte[] bytes) throws IOException {
      WaitingHitMessage message = WaitingHitMessage.parseFrom(bytes);
      return new WaitingHit(
          LedgerMessages.hit(message.getHit()), LedgerMessages.verdict(message.getVerdict()));
    }

    @Override
    public TypeSerializerSnapshot<WaitingHit> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<WaitingHit> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
