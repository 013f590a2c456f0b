package org.trueopen.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordFileTest {

  private static final int COUNT = 3 * RecordFile.STRIDE + 5;

  @TempDir private Path folder;

  @Test
  void recordsComeBackInOrder() throws Exception {
    Path file = written();

    assertThat(RecordFile.count(file)).isEqualTo(COUNT);
    try (RecordFile.Reader reader = new RecordFile.Reader(file)) {
      for (int i = 0; i < COUNT; i++) {
        assertThat(reader.hasNext()).isTrue();
        assertThat(reader.next()).asString(UTF_8).isEqualTo(text(i));
      }
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void anyRecordIsFoundByItsNumber() throws Exception {
    try (RecordFile.Reader reader = new RecordFile.Reader(written())) {
      for (int i : new int[] {COUNT - 1, 0, 1, 2 * RecordFile.STRIDE, 7, RecordFile.STRIDE - 1}) {
        assertThat(reader.read(i)).asString(UTF_8).isEqualTo(text(i));
      }
    }
  }

  @Test
  void aTruthComesBackAsItWas() throws Exception {
    Truth truth = new Truth("demo", "d1", "h\u00fc1", "PERSON");

    assertThat(Truth.decode(truth.encode())).isEqualTo(truth);
  }

  private Path written() throws IOException {
    Path file = folder.resolve("records");
    try (RecordFile.Writer writer = new RecordFile.Writer(file)) {
      for (int i = 0; i < COUNT; i++) {
        writer.append(text(i).getBytes(UTF_8));
      }
    }
    return file;
  }

  private static String text(int number) {
    return "x".repeat(number % 50) + number;
  }
}
