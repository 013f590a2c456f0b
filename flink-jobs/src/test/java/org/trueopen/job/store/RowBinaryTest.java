package org.trueopen.job.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowBinaryTest {

  @Test
  void numbersAreLittleEndian() {
    assertThat(hex(new RowBinary().int8(-1).int16(-2).int32(0x01020304).int64(-3)))
        .isEqualTo("ff" + "feff" + "04030201" + "fdffffffffffffff");
  }

  @Test
  void stringsAndArraysFollowTheirLength() {
    assertThat(hex(new RowBinary().string("h\u00e9").strings(List.of("a", ""))))
        .isEqualTo("0368c3a9" + "02" + "0161" + "00");
  }

  @Test
  void lengthsPast127TakeTwoBytes() {
    assertThat(hex(new RowBinary().string("x".repeat(300)))).startsWith("ac02" + "78");
  }

  @Test
  void aMissingTimeIsOneByte() {
    assertThat(hex(new RowBinary().optionalTime(null).optionalTime(Instant.ofEpochMilli(1))))
        .isEqualTo("01" + "00" + "0100000000000000");
  }

  private static String hex(RowBinary row) {
    return HexFormat.of().formatHex(row.row(StoreTable.HITS).rowBinary());
  }
}
