package org.trueopen.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.wire.MemberMessage;
import org.trueopen.verdict.Crowd;

/** One recipient in a crowd. */
public record CrowdMember(Crowd.Member member) {

  public static final ValueType<CrowdMember> TYPE =
      new ValueType<>(CrowdMember.class, new Serializer());

  /** {@link MemberMessage} as bytes. */
  static final class Serializer extends ValueSerializer<CrowdMember> {

    @Override
    protected byte[] encode(CrowdMember value) {
      return CrowdMessages.member(value).toByteArray();
    }

    @Override
    protected CrowdMember decode(byte[] bytes) throws IOException {
      return CrowdMessages.member(MemberMessage.parseFrom(bytes));
    }

    @Override
    public TypeSerializerSnapshot<CrowdMember> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CrowdMember> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
