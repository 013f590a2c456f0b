package org.trueopen.job.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Committables as they stand in checkpoints. Every version ever written stays readable. */
final class StoreCommittableSerializer implements SimpleVersionedSerializer<StoreCommittable> {

  private static final int VERSION_1 = 1;

  @Override
  public int getVersion() {
    return VERSION_1;
  }

  @Override
  public byte[] serialize(StoreCommittable committable) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(committable.rowBinary().length + 1024);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(committable.table());
    out.writeUTF(committable.columns());
    out.writeInt(committable.rows());
    out.writeLong(committable.token().getMostSignificantBits());
    out.writeLong(committable.token().getLeastSignificantBits());
    out.writeInt(committable.rowBinary().length);
    out.write(committable.rowBinary());
    return bytes.toByteArray();
  }

  @Override
  public StoreCommittable deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION_1) {
      throw new IOException(
          "committable: expected version 1, found %d; it was written by a newer TrueOpen"
              .formatted(version));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    return new StoreCommittable(
        in.readUTF(),
        in.readUTF(),
        in.readInt(),
        new UUID(in.readLong(), in.readLong()),
        in.readNBytes(in.readInt()));
  }
}
