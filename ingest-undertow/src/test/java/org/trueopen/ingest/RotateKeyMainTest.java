package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.token.KeyFiles;
import org.trueopen.token.KeyRotation;
import picocli.CommandLine;

class RotateKeyMainTest {

  @TempDir private Path folder;

  @Test
  void withoutOptionsItIsTheDataFoldersFileAndTenMinutes() {
    RotateKeyMain asked = parse();

    assertThat(asked.file()).isEqualTo(Path.of("data/keys/signing-keys"));
    assertThat(asked.after()).isEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @CsvSource({
    "--data x --after 90s, x/keys/signing-keys, PT90S",
    "--keys /k --after 0s, /k/signing-keys, PT0S",
    "--after=2h, data/keys/signing-keys, PT2H",
    "--after 1d --data y, y/keys/signing-keys, PT24H"
  })
  void optionsAreRead(String args, Path file, Duration after) {
    RotateKeyMain asked = parse(args.split(" "));

    assertThat(asked.file()).isEqualTo(file);
    assertThat(asked.after()).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--data",
        "x",
        "--after 10",
        "--after -5m",
        "--after 10m x",
        "--file f",
        "--data x --keys y"
      })
  void whatCannotBeReadIsRefusedWithoutTouchingAnything(String args) {
    assertThat(RotateKeyMain.commandLine().execute(args.split(" "))).isEqualTo(2);
  }

  @Test
  void aKeyIsAddedAndAMissingFileIsNoReasonToMakeOne() throws IOException {
    Path file = folder.resolve("signing-keys");
    assertThat(RotateKeyMain.commandLine().execute("--keys", folder.toString())).isEqualTo(1);
    assertThat(file).doesNotExist();

    KeyFiles.ensureSigningKeys(file);
    assertThat(RotateKeyMain.commandLine().execute("--keys", folder.toString())).isZero();
    assertThat(Files.readAllLines(file)).anyMatch(line -> line.startsWith("1 "));
  }

  @Test
  void itSaysWhatHappensNow() {
    KeyRotation rotation = new KeyRotation(2, Instant.parse("2026-11-25T20:10:00Z"), 1);
    RotateKeyMain relaxed = parse("--after", "10m");
    RotateKeyMain hasty = parse("--after", "5s");

    assertThat(RotateKeyMain.words(relaxed, rotation))
        .contains("Key 2 stands in data/keys/signing-keys.")
        .contains("It signs from 2026-11-25T20:10:00Z; until then key 1 does.")
        .contains("within 10 seconds")
        .doesNotContain("That is soon");
    assertThat(RotateKeyMain.words(hasty, rotation)).contains("That is soon");
  }

  private static RotateKeyMain parse(String... args) {
    CommandLine command = RotateKeyMain.commandLine();
    command.parseArgs(args);
    return command.getCommand();
  }
}
