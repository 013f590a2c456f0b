package org.trueopen.store;

import java.util.List;

/**
 * Migrates the ClickHouse named by CLICKHOUSE_URL, CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, and
 * with CLICKHOUSE_CLUSTER all replicas of that cluster. Exit status 0 when the schema is this
 * build's, 1 with the reason when not.
 */
public final class MigratorMain {

  private MigratorMain() {}

  public static void main(String[] args) {
    try {
      StoreConfig config = StoreConfig.fromEnvironment(System.getenv());
      Retention retention = Retention.fromEnvironment(System.getenv());
      String cluster = System.getenv().getOrDefault("CLICKHOUSE_CLUSTER", "");
      List<String> applied = Migrator.migrate(config, cluster);
      retention.apply(config, cluster);
      System.out.println(
          applied.isEmpty()
              ? "ClickHouse schema is up to date."
              : "Applied to ClickHouse: " + String.join(", ", applied));
    } catch (MigrationException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
