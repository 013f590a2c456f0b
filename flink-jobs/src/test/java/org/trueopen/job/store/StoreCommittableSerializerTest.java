package org.trueopen.job.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreCommittableSerializerTest {

  /** As version 1 writes it into checkpoints; it must stay readable for ever. */
  private static final String VERSION_1 =
      "0013" // length of the table's name
          + "747275656f70656e2e64656c697665726965"
          + "73" // trueopen.deliveries
          + "0004" // length of the columns
          + "612c2062" // a, b
          + "00000003" // rows
          + "0123456789abcdef"
          + "fedcba9876543210" // token
          + "00000002"
          + "ff00"; // rows' bytes

  private final StoreCommittableSerializer serializer = new StoreCommittableSerializer();

  @Test
  void bytesOfVersion1StayReadable() throws IOException {
    byte[] golden = HexFormat.of().parseHex(VERSION_1);

    StoreCommittable read = serializer.deserialize(1, golden);

    assertThat(read.table()).isEqualTo("trueopen.deliveries");
    assertThat(read.columns()).isEqualTo("a, b");
    assertThat(read.rows()).isEqualTo(3);
    assertThat(read.token()).isEqualTo(UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210"));
    assertThat(read.rowBinary()).containsExactly(0xff, 0x00);
    assertThat(serializer.serialize(read)).isEqualTo(golden);
    assertThat(serializer.getVersion()).isEqualTo(1);
  }

  @Test
  void aNewerVersionIsRefusedRatherThanMisread() {
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .hasMessageContaining("expected version 1, found 2");
  }
}
