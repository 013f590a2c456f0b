package org.trueopen.token;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs by which Jazzer reached every part of the reader of tokens. */
class TokenFuzzTest {

  private static final Path INPUTS = Path.of("src", "test", "resources", "fuzz");

  static List<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(INPUTS)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void isReadAsPromised(Path file) throws IOException {
    byte[] input = Files.readAllBytes(file);

    assertThatCode(() -> TokenFuzz.fuzzerTestOneInput(input)).doesNotThrowAnyException();
  }
}
