package org.trueopen.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

  private static final String SECRET = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U=";

  @Test
  void commentsAndBlankLinesAreSkippedAndTheHighestIdIsTheNewest() {
    KeyRing ring =
        KeyRing.parse(List.of("# keys", "", "  7   " + SECRET + " ", "3 " + SECRET, "   "));

    assertThat(ring.newest()).isEqualTo(7);
    assertThat(ring.find(3)).isPresent();
    assertThat(ring.find(4)).isEmpty();
  }

  @Test
  void aNewLineIsAKeyThatCanBeRead() {
    SecureRandom random = new SecureRandom();

    KeyRing ring = KeyRing.parse(List.of(KeyRing.newLine(0, random), KeyRing.newLine(255, random)));

    assertThat(ring.newest()).isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECRET,
        SECRET + " 1",
        "1" + SECRET,
        "1 " + SECRET + "!",
        "1 *" + SECRET,
        "256 " + SECRET,
        "-1 " + SECRET,
        "1 c2VjcmV0c2VjcmV0",
        "1",
        "1 " + SECRET + " " + SECRET,
        "1 " + SECRET + " signs-from=" + SECRET,
        "1 " + SECRET + " signs-from=2026-11-25",
        "1 " + SECRET + " 2026-11-25T20:00:00Z",
        "1 " + SECRET + " signs-from=2026-11-25T20:00:00Z " + SECRET
      })
  void noErrorShowsASecretNotEvenInItsStackTrace(String line) {
    Throwable problem = catchThrowable(() -> KeyRing.parse(List.of(line)));

    StringWriter trace = new StringWriter();
    problem.printStackTrace(new PrintWriter(trace));
    assertThat(problem)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected lines of");
    assertThat(trace.toString()).doesNotContain("c2Vj");
  }

  @Test
  void aKeySignsFromItsInstantOnAndTheOneBeforeItUntilThen() {
    Instant from = Instant.parse("2026-11-25T20:00:00Z");
    KeyRing ring = KeyRing.parse(List.of("1 " + SECRET, "2 " + SECRET + "  signs-from=" + from));

    assertThat(ring.find(2)).isPresent();
    assertThat(ring.signer(from.minusNanos(1)).id()).isEqualTo(1);
    assertThat(ring.signer(from).id()).isEqualTo(2);
    assertThat(ring).hasToString("KeyRing[1, 2 signs from 2026-11-25T20:00:00Z]");
  }

  @Test
  void ifNoKeyMaySignYetTheOneThatMayFirstDoes() {
    Instant from = Instant.parse("2026-11-25T20:00:00Z");
    KeyRing ring =
        KeyRing.parse(
            List.of(
                "1 " + SECRET + " signs-from=" + from.plusSeconds(9),
                "2 " + SECRET + " signs-from=" + from.plusSeconds(1),
                "3 " + SECRET + " signs-from=" + from.plusSeconds(5)));

    assertThat(ring.signer(from).id()).isEqualTo(2);
  }

  @Test
  void aNewLineMaySayFromWhenItsKeySigns() {
    Instant from = Instant.parse("2026-11-25T20:00:00Z");

    KeyRing ring = KeyRing.parse(List.of(KeyRing.newLine(4, new SecureRandom(), from)));

    assertThat(ring.find(4).orElseThrow().signsFrom()).isEqualTo(from);
  }

  @Test
  void anEmptyRingIsRefused() {
    assertThatThrownBy(() -> KeyRing.parse(List.of("# nothing here")))
        .hasMessage("signing keys: expected at least one, found none");
  }

  @Test
  void twoKeysOfOneIdAreRefused() {
    assertThatThrownBy(() -> KeyRing.parse(List.of("5 " + SECRET, "5 " + SECRET)))
        .hasMessage("signing keys: id 5 stands there twice");
  }

  @Test
  void keysAndRingsPrintWithoutTheirSecrets() {
    KeyRing ring = KeyRing.parse(List.of("5 " + SECRET));

    assertThat(ring.toString()).isEqualTo("KeyRing[5]");
    assertThat(ring.signer(Instant.EPOCH).toString()).isEqualTo("SigningKey[id=5, secret=***]");
  }
}
