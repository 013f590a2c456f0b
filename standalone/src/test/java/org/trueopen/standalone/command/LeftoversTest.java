package org.trueopen.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.standalone.process.Supervisor.PartStatus;

final class LeftoversTest {

  private static final String WAIT =
      "class Wait { static void main() throws Exception { System.in.read(); } }";

  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();
  private Process java;

  /** A JVM that waits for what is never written to it. */
  @BeforeEach
  void startJava() throws IOException {
    Path source = Files.writeString(folder.resolve("Wait.java"), WAIT);
    java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString())
            .start();
  }

  @AfterEach
  void endJava() throws InterruptedException {
    java.destroyForcibly().waitFor();
  }

  @Test
  void aPartOfARunThatWasKilledIsEnded() throws Exception {
    stopLeftovers(java.info().startInstant().orElseThrow());

    assertThat(java.isAlive()).isFalse();
    assertThat(said).singleElement().asString().contains("Ending kafka", "" + java.pid());
  }

  @Test
  void anotherJavaProcessThatGotTheNumberLaterIsLeftAloneAndNamed() throws Exception {
    stopLeftovers(java.info().startInstant().orElseThrow().minus(Duration.ofMinutes(1)));

    assertThat(java.isAlive()).isTrue();
    assertThat(said).singleElement().asString().contains("kafka", "kill " + java.pid());
  }

  @Test
  void aFileOfAnEarlierVersionWithoutStartsEndsNothing() throws Exception {
    stopLeftovers(null);

    assertThat(java.isAlive()).isTrue();
  }

  private void stopLeftovers(@Nullable Instant startedAt) throws IOException {
    StatusFile file = new StatusFile(folder.resolve("status.json"));
    PartStatus kafka = new PartStatus("kafka", true, java.pid(), startedAt, 0);
    file.write(new StatusFile.Status(1, Instant.EPOCH, true, 0, List.of(kafka)));
    Leftovers.stop(file, said::add);
  }
}
