package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.query.GenericRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The migrated database is what the README and the contract with the job and the admin declare. */
class SchemaTest {
  private final TestClickHouse clickHouse = TestClickHouse.shared();

  /** Read it to review a migration: the difference in {@code schema.sql} is what it does. */
  @Test
  void isWhatSchemaSqlDeclares() throws IOException {
    String migrated =
        names(
                "SELECT concat(formatQuery(create_table_query), ';') FROM system.tables"
                    + " WHERE database = 'trueopen' ORDER BY name")
            .stream()
            .collect(Collectors.joining("\n\n", "", "\n"));
    Path found = Files.writeString(Path.of("target/schema.sql"), migrated);
    assertThat(migrated)
        .as("clickhouse/schema.sql; what was found is in %s: look at it, then copy it", found)
        .isEqualTo(Files.readString(Path.of("schema.sql")));
  }

  @Test
  void everyTableHasAComment() {
    assertThat(names("SELECT name FROM system.tables WHERE database = 'trueopen' AND comment = ''"))
        .isEmpty();
  }

  @Test
  void everyColumnHasAComment() {
    assertThat(
            names(
                "SELECT concat(table, '.', name) FROM system.columns WHERE database = 'trueopen'"
                    + " AND comment = '' AND table IN (SELECT name FROM system.tables"
                    + " WHERE database = 'trueopen' AND engine LIKE '%MergeTree')"))
        .isEmpty();
  }

  @Test
  void everyTimeIsInUtc() {
    assertThat(
            names(
                "SELECT concat(table, '.', name, ' ', type) FROM system.columns"
                    + " WHERE database = 'trueopen' AND type LIKE '%DateTime%'"
                    + " AND type NOT LIKE '%\\'UTC\\')%'"))
        .isEmpty();
  }

  @Test
  void everyTableTheJobFillsDropsRepeatedInserts() {
    assertThat(
            names(
                "SELECT name FROM system.tables WHERE database = 'trueopen'"
                    + " AND engine LIKE '%MergeTree' AND name != 'schema_migrations'"
                    + " AND create_table_query NOT LIKE"
                    + " '%non_replicated_deduplication_window = 10000%'"))
        .isEmpty();
  }

  private List<String> names(String sql) {
    return clickHouse.query(sql).stream().map((GenericRecord row) -> row.getString(1)).toList();
  }
}
