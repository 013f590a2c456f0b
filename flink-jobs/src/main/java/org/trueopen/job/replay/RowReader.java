package org.trueopen.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one row in ClickHouse's format RowBinary, column by column, as the store's rows write it.
 */
final class RowReader {

  private final ByteBuffer row;

  RowReader(byte[] row) {
    this.row = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
  }

  String string() {
    byte[] text = new byte[length()];
    row.get(text);
    return new String(text, UTF_8);
  }

  List<String> strings() {
    int count = length();
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(string());
    }
    return values;
  }

  boolean flag() {
    return row.get() != 0;
  }

  int int8() {
    return row.get();
  }

  long int64() {
    return row.getLong();
  }

  RowReader skip(int bytes) {
    row.position(row.position() + bytes);
    return this;
  }

  RowReader skipString() {
    return skip(length());
  }

  private int length() {
    int value = 0;
    int shift = 0;
    int next;
    do {
      next = row.get();
      value |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }
}
