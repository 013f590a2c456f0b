package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.ingest.RotateKeyMain.Options;
import org.trueopen.token.KeyRotation;

class RotateKeyMainTest {

  @Test
  void withoutOptionsItIsTheDataFoldersFileAndTenMinutes() {
    assertThat(Options.parse(List.of()))
        .isEqualTo(new Options(Path.of("data/keys/signing-keys"), Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @CsvSource({
    "--data x --after 90s, x/keys/signing-keys, PT90S",
    "--keys /k --after 0s, /k/signing-keys, PT0S",
    "--after 2h, data/keys/signing-keys, PT2H",
    "--after 1d --data y, y/keys/signing-keys, PT24H"
  })
  void optionsAreRead(String args, Path file, Duration after) {
    assertThat(Options.parse(List.of(args.split(" ")))).isEqualTo(new Options(file, after));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data", "x", "--after 10", "--after -5m", "--after 10m x", "--file f"})
  void whatCannotBeReadIsAnsweredWithWhatCan(String args) {
    assertThatThrownBy(() -> Options.parse(List.of(args.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected [--data DIR | --keys DIR] [--after DURATION]");
  }

  @Test
  void itSaysWhatHappensNow() {
    KeyRotation rotation = new KeyRotation(2, Instant.parse("2026-11-25T20:10:00Z"), 1);
    Options relaxed = Options.parse(List.of("--after", "10m"));
    Options hasty = Options.parse(List.of("--after", "5s"));

    assertThat(RotateKeyMain.words(relaxed, rotation))
        .contains("Key 2 stands in data/keys/signing-keys.")
        .contains("It signs from 2026-11-25T20:10:00Z; until then key 1 does.")
        .contains("within 10 seconds")
        .doesNotContain("That is soon");
    assertThat(RotateKeyMain.words(hasty, rotation)).contains("That is soon");
  }
}
