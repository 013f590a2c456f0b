package org.trueopen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

  @Test
  void whatIsNotSetOrEmptyHasItsDefault() {
    Environment env = new Environment(Map.of("X_A", "", "X_B", "  "), "X_");

    assertThat(env.text("X_A", "a")).isEqualTo("a");
    assertThat(env.integer("X_B", 7, 1, 9)).isEqualTo(7);
    assertThat(env.list("X_C")).isEmpty();
    env.finish();
  }

  @Test
  void valuesAreReadByTheirType(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "one\ntwo\n");
    Environment env =
        new Environment(
            Map.of("X_N", "9", "X_L", " a, b ,,c", "X_F", file.toString(), "X_T", "text"), "X_");

    assertThat(env.integer("X_N", 7, 1, 9)).isEqualTo(9);
    assertThat(env.list("X_L")).containsExactly("a", "b", "c");
    assertThat(env.fileLines("X_F")).containsExactly("one", "two");
    assertThat(env.required("X_T", "a text")).isEqualTo("text");
    env.finish();
  }

  @Test
  void everyProblemIsToldAtOnceWithTheValueFound() {
    Environment env =
        new Environment(
            Map.of("X_PORT", "http", "X_MAX", "10", "X_FILE", "/no/such/file", "X_PROT", "1"),
            "X_");
    env.integer("X_PORT", 8080, 1, 65535);
    env.integer("X_MAX", 5, 1, 9);
    env.fileLines("X_FILE");
    env.required("X_HOST", "host or host:port");
    env.problem("X_SCHEME", "http or https", "\"ftp\"");

    assertThatThrownBy(env::finish)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            The configuration cannot be used:
              X_PORT: expected 1..65535, found "http"
              X_MAX: expected 1..9, found "10"
              X_FILE: expected a readable file, found "/no/such/file" (NoSuchFileException)
              X_HOST: expected host or host:port, found nothing
              X_SCHEME: expected http or https, found "ftp"
              X_PROT: no such setting; did you mean X_PORT?""");
  }

  @Test
  void aVariableOfAnotherProcessIsNoProblemAndOneFarFromAnyNameGetsNoSuggestion() {
    Environment env = new Environment(Map.of("HOME", "/", "Y_A", "1", "X_ELEPHANT", "1"), "X_");
    env.text("X_A", "");

    assertThatThrownBy(env::finish)
        .hasMessage("The configuration cannot be used:\n  X_ELEPHANT: no such setting");
  }

  @Test
  void aServersUrlHasASchemeAHostAndNoPath() {
    Environment good =
        new Environment(Map.of("X_A", "https://ch.example:8443", "X_B", "http://[::1]:1/"), "X_");
    assertThat(good.serverUrl("X_A", "http://a:1")).hasToString("https://ch.example:8443");
    assertThat(good.serverUrl("X_B", "http://a:1")).hasToString("http://[::1]:1/");
    assertThat(good.serverUrl("X_C", "http://a:1")).hasToString("http://a:1");
    good.finish();

    for (String wrong :
        List.of("ch:9000", "tcp://ch:9000", "http:ch", "http://", "http://ch/db", "http://a b")) {
      Environment env = new Environment(Map.of("X_A", wrong), "X_");
      env.serverUrl("X_A", "http://a:1");
      assertThatThrownBy(env::finish)
          .hasMessageContaining(
              "X_A: expected an http or https URL without a path, found \"" + wrong + '"');
    }
  }

  @Test
  void anEmptyFileIsAProblem(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), " \n");
    Environment env = new Environment(Map.of("X_F", file.toString()), "X_");

    assertThat(env.fileLines("X_F")).isEmpty();
    assertThatThrownBy(env::finish)
        .hasMessageContaining("X_F: expected a file that holds something, found an empty one");
  }

  @Test
  void whoHasNoVariablesOfTheirOwnHasNoneMisspelt() {
    new Environment(Map.of("PATH", "/bin", "X_PROT", "1")).finish();
  }
}
