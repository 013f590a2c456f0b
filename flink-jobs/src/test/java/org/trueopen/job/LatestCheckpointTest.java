package org.trueopen.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestCheckpointTest {

  @TempDir Path dir;

  @Test
  void theNewestByNumberIsFoundNotByName() throws IOException {
    complete("chk-9");
    complete("chk-10");

    assertThat(LatestCheckpoint.find(dir)).contains(dir.resolve("chk-10"));
  }

  @Test
  void oneThatWasNeverFinishedDoesNotCount() throws IOException {
    complete("chk-7");
    Files.createDirectory(dir.resolve("chk-8"));
    Files.createDirectory(dir.resolve("shared"));

    assertThat(LatestCheckpoint.find(dir)).contains(dir.resolve("chk-7"));
  }

  @Test
  void theFirstStartFindsNone() {
    assertThat(LatestCheckpoint.find(dir)).isEmpty();
    assertThat(LatestCheckpoint.find(dir.resolve("missing"))).isEmpty();
  }

  private void complete(String name) throws IOException {
    Files.writeString(Files.createDirectory(dir.resolve(name)).resolve("_metadata"), "");
  }
}
