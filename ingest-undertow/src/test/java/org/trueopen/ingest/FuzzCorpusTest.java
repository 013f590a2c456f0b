package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that fuzzing found to be answered differently, one of each kind. */
class FuzzCorpusTest {

  private static final Path REQUESTS = Path.of("src", "test", "resources", "fuzz");

  static List<Path> requests() throws IOException {
    try (Stream<Path> files = Files.list(REQUESTS)) {
      return files.sorted().toList();
    }
  }

  /** A file's name begins with the status. */
  @ParameterizedTest
  @MethodSource("requests")
  void isAnsweredAsBefore(Path file) throws IOException {
    try (FuzzConnection connection =
        new FuzzConnection(IngestFixture.shared().server.port(), "127.0.0.1")) {
      connection.send(Files.readAllBytes(file));
      connection.finish();

      assertThat(connection.statuses())
          .containsExactly(Integer.parseInt(file.getFileName().toString().substring(0, 3)));
    }
  }

  @Test
  void theCountersAddUp() {
    assertThat(IngestFixture.shared().client.counters()).matches(IngestClient.Counters::addUp);
  }
}
