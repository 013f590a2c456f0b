package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineLibraryTest {

  @Test
  void aLibraryInTheCacheIsTakenAsItIs(@TempDir Path cache) throws Exception {
    Path home = Files.createDirectories(cache.resolve("clickhouse-" + EngineLibrary.VERSION));
    Path library = Files.createFile(home.resolve("libchdb.so"));
    assertThat(EngineLibrary.ensure(cache)).isEqualTo(library);
  }

  @Test
  void anotherPackageThanThePinnedOneIsRefused(@TempDir Path folder) throws IOException {
    Path packed = Files.writeString(folder.resolve("package.tgz"), "not the engine");
    assertThatThrownBy(() -> EngineLibrary.verify(packed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected sha512-XP97")
        .hasMessageContaining("found sha512-")
        .hasMessageContaining("npm cache verify");
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X,aarch64,true", "Linux,aarch64,true", "Linux,amd64,false"})
  void anotherPlatformIsRefusedWithTheRemedy(String os, String architecture, boolean glibc) {
    assertThatThrownBy(() -> EngineLibrary.checkPlatform(os, architecture, glibc))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("found " + os + " on " + architecture)
        .hasMessageContaining("CLICKHOUSE_URL");
  }
}
