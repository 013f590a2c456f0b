package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClickHouseTest {
  private final EnginePasswords passwords = EnginePasswords.random(new SecureRandom());

  @TempDir Path folder;

  @Test
  void theFilesAreForTheOwnerOnlyAndHoldNoPassword() throws IOException {
    EmbeddedClickHouse.prepare(Path.of("libchdb.so"), folder, 0, 0, passwords);
    Path users = folder.resolve("users.xml");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(users))
        .contains(Migration.sha256(passwords.admin()))
        .doesNotContain(passwords.admin(), passwords.job(), passwords.migrator(), "_SHA256");
  }

  @Test
  void preparingRemovesTheSystemTablesOfThePreviousRun() throws IOException {
    Path old = folder.resolve("data/system/query_log");
    Files.createDirectories(old);
    EmbeddedClickHouse.prepare(Path.of("libchdb.so"), folder, 0, 0, passwords);
    assertThat(folder.resolve("data/system")).doesNotExist();
  }

  @Test
  void stopsWithStatus0WhenItsParentClosesThePipe() throws Exception {
    try (EmbeddedClickHouse engine = start(folder.resolve("data"))) {
      Process process = engine.process();
      assertServes(engine);
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(EngineReadiness.ready(engine.admin())).isFalse();
    }
  }

  @Test
  void aSecondEngineOnTheSameFolderIsRefusedAndTheFirstServesOn() throws Exception {
    Path data = folder.resolve("data");
    try (EmbeddedClickHouse engine = start(data)) {
      assertThatThrownBy(() -> start(data))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ended with status")
          .hasMessageContaining("log");
      assertServes(engine);
    }
  }

  @Test
  void aPortInUseIsRefusedNamingTheLog() throws Exception {
    try (EmbeddedClickHouse engine = start(folder.resolve("first"))) {
      assertThatThrownBy(
              () ->
                  EmbeddedClickHouse.start(
                      EngineLibrary.ensure(),
                      folder.resolve("second"),
                      engine.ports().http(),
                      0,
                      passwords,
                      folder.resolve("log")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ended with status 1");
      assertThat(Files.readString(folder.resolve("log"))).contains("Address already in use");
    }
  }

  /** On a busy machine an answer may take longer than it may. */
  private static void assertServes(EmbeddedClickHouse engine) {
    await().atMost(Duration.ofMinutes(1)).until(() -> EngineReadiness.ready(engine.admin()));
  }

  private EmbeddedClickHouse start(Path data) throws IOException, InterruptedException {
    return EmbeddedClickHouse.start(
        EngineLibrary.ensure(), data, 0, 0, passwords, folder.resolve("log"));
  }
}
