package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the migrations become on a cluster. The embedded engine has no replication, but its parser
 * is the server's.
 */
class ClusterSqlTest {

  static Stream<Migration> migrations() {
    return Migration.all().stream();
  }

  @ParameterizedTest
  @MethodSource("migrations")
  void everyMigrationRunsOnAllReplicasOrInsertsOnOne(Migration migration) {
    String sql = ClusterSql.of(migration.sql(), "main");

    if (statement(sql).startsWith("INSERT INTO")) {
      assertThat(sql).isEqualTo(migration.sql());
    } else {
      assertThat(statement(sql)).contains(" ON CLUSTER 'main'");
    }
    assertThat(sql).doesNotContain("non_replicated").doesNotContain("ENGINE = MergeTree");
    try (Client client = Stores.client(TestClickHouse.shared().migrator())) {
      assertThat(client.queryAll("EXPLAIN AST " + statement(sql))).isNotEmpty();
    }
  }

  @Test
  void aRollupKeepsWhatItSums() {
    assertThat(
            ClusterSql.of(
                """
                CREATE TABLE IF NOT EXISTS trueopen.x
                (a UInt8)
                ENGINE = SummingMergeTree((hits))
                SETTINGS non_replicated_deduplication_window = 10000
                """,
                "{cluster}"))
        .isEqualTo(
            """
            CREATE TABLE IF NOT EXISTS trueopen.x ON CLUSTER '{cluster}'
            (a UInt8)
            ENGINE = ReplicatedSummingMergeTree((hits))
            SETTINGS replicated_deduplication_window = 10000
            """);
  }

  @Test
  void aNameThatWouldEndTheQuotesIsRefused() {
    assertThatThrownBy(() -> ClusterSql.of("SELECT 1", "a' b"))
        .hasMessage("CLICKHOUSE_CLUSTER: expected a cluster's name, found \"a' b\"");
  }

  /** Without the comment before it. */
  private static String statement(String sql) {
    return sql.replaceAll("(?m)^--.*\\R", "").strip();
  }
}
