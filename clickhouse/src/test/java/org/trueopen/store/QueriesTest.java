package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueriesTest {

  @Test
  void aMissingQueryIsNamed() {
    assertThatThrownBy(() -> Queries.load("no_such_query"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clickhouse/queries/no_such_query.sql");
  }

  @Test
  void everyFileOfTheFolderIsLoadedByItsName() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("queries"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
        String name = file.getFileName().toString().replace(".sql", "");
        assertThat(Queries.load(name)).isEqualTo(Files.readString(file));
      }
    }
  }
}
