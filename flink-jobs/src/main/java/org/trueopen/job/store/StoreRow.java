package org.trueopen.job.store;

import java.util.Arrays;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.trueopen.job.state.ValueSerializer;
import org.trueopen.job.state.ValueType;

/**
 * A row for ClickHouse.
 *
 * @param rowBinary its columns in format RowBinary, in the table's order; never written to again
 */
@SuppressWarnings("ArrayRecordComponent") // made once per row and passed on; a copy would cost
public record StoreRow(StoreTable table, byte[] rowBinary) {

  public static final ValueType<StoreRow> TYPE = new ValueType<>(StoreRow.class, new Serializer());

  /** One byte for the table, then the row. */
  static final class Serializer extends ValueSerializer<StoreRow> {

    @Override
    protected byte[] encode(StoreRow row) {
      byte[] bytes = new byte[row.rowBinary.length + 1];
      bytes[0] = (byte) row.table.code();
      System.arraycopy(row.rowBinary, 0, bytes, 1, row.rowBinary.length);
      return bytes;
    }

    @Override
    protected StoreRow decode(byte[] bytes) {
      return new StoreRow(StoreTable.of(bytes[0]), Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    @Override
    public TypeSerializerSnapshot<StoreRow> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StoreRow> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
