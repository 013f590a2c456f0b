package org.trueopen.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsertWatchTest {

  @TempDir private Path store;

  @Test
  void aPartThatIsBeingWrittenIsAnInsert() throws Exception {
    Files.createDirectories(store.resolve("c68/c68b45c9/202611_1_1_0"));
    Files.createDirectories(store.resolve("165/1656ae2c/tmp_insert_202611_5_5_0"));

    assertThat(new InsertWatch(store).await()).isTrue();
  }

  @Test
  void whereNoFolderIsTheMomentIsLeftToChance() throws Exception {
    assertThat(new InsertWatch(store.resolve("none")).await()).isFalse();
  }
}
