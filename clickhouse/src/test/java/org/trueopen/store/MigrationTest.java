package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationTest {

  @Test
  void theListIsTheFolderInOrder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("migrations"))) {
      List<String> names =
          files.map(file -> file.getFileName().toString().replace(".sql", "")).sorted().toList();
      assertThat(Migration.all()).extracting(Migration::name).isEqualTo(names);
    }
  }

  @Test
  void everyMigrationBeginsWithACommentThatSaysWhy() {
    assertThat(Migration.all())
        .allSatisfy(migration -> assertThat(migration.sql()).startsWith("-- ").contains("-- Why"));
  }

  @Test
  void aNameWithoutNumberVerbAndObjectIsRefused() {
    assertThatThrownBy(() -> Migration.of("create_hits", "SELECT 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Migration name: expected NNNN_verb_object, found \"create_hits\"");
  }
}
