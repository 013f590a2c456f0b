package org.trueopen.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
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

    assertThat(ring.newest().id()).isEqualTo(7);
    assertThat(ring.find(3)).isPresent();
    assertThat(ring.find(4)).isEmpty();
  }

  @Test
  void aNewLineIsAKeyThatCanBeRead() {
    SecureRandom random = new SecureRandom();

    KeyRing ring = KeyRing.parse(List.of(KeyRing.newLine(0, random), KeyRing.newLine(255, random)));

    assertThat(ring.newest().id()).isEqualTo(255);
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
        "1 " + SECRET + " " + SECRET
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
    assertThat(ring.newest().toString()).isEqualTo("SigningKey[id=5, secret=***]");
  }
}
