package org.trueopen.job.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one row in ClickHouse's format RowBinary: little-endian numbers, strings and arrays after
 * their length as LEB128. {@code LowCardinality(String)} is written as a string.
 */
final class RowBinary {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  RowBinary string(String value) {
    byte[] encoded = value.getBytes(UTF_8);
    length(encoded.length);
    bytes.write(encoded, 0, encoded.length);
    return this;
  }

  RowBinary strings(List<String> values) {
    return array(values, this::string);
  }

  private <T> RowBinary array(List<T> values, Consumer<T> element) {
    length(values.size());
    values.forEach(element);
    return this;
  }

  /** {@code UInt8} 0 or 1. */
  RowBinary flag(boolean value) {
    return int8(value ? 1 : 0);
  }

  /** {@code Int8}, or {@code UInt8} up to 255. */
  RowBinary int8(int value) {
    return number(value, 1);
  }

  RowBinary int16(int value) {
    return number(value, 2);
  }

  /** {@code Int32}, or {@code UInt32} for what is never negative. */
  RowBinary int32(int value) {
    return number(value, 4);
  }

  /** {@code Int64} or, bit by bit, {@code UInt64}. */
  RowBinary int64(long value) {
    return number(value, 8);
  }

  /** {@code DateTime64(3)}. */
  RowBinary time(Instant value) {
    return int64(value.toEpochMilli());
  }

  /** {@code Nullable(DateTime64(3))}. */
  RowBinary optionalTime(@Nullable Instant value) {
    return value == null ? int8(1) : int8(0).time(value);
  }

  StoreRow row(StoreTable table) {
    return new StoreRow(table, bytes.toByteArray());
  }

  private RowBinary number(long value, int size) {
    for (int i = 0; i < size; i++) {
      bytes.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  private void length(int value) {
    int rest = value;
    while (rest >= 0x80) {
      bytes.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
  }
}
