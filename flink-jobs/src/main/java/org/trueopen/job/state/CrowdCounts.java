package org.trueopen.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.wire.CrowdMessage;
import org.trueopen.verdict.Crowd;

/**
 * What is remembered of one crowd, its members aside.
 *
 * @param shown recipients when its profile was last written
 */
public record CrowdCounts(Crowd.Counts counts, int shown) {

  public static final CrowdCounts NEW = new CrowdCounts(Crowd.Counts.NONE, 0);

  public static final ValueType<CrowdCounts> TYPE =
      new ValueType<>(CrowdCounts.class, new Serializer());

  /** {@link CrowdMessage} as bytes. */
  static final class Serializer extends ValueSerializer<CrowdCounts> {

    @Override
    protected byte[] encode(CrowdCounts value) {
      return CrowdMessages.crowd(value).toByteArray();
    }

    @Override
    protected CrowdCounts decode(byte[] bytes) throws IOException {
      return CrowdMessages.crowd(CrowdMessage.parseFrom(bytes));
    }

    @Override
    public TypeSerializerSnapshot<CrowdCounts> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CrowdCounts> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
