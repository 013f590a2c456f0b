package org.trueopen.store;

import java.util.List;
import org.trueopen.config.ConfigException;
import org.trueopen.config.Environment;

/**
 * Migrates the ClickHouse named by CLICKHOUSE_URL, CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, and
 * with CLICKHOUSE_CLUSTER all replicas of that cluster. Exit status 0 when the schema is this
 * build's, 1 with the reason when not.
 */
public final class MigratorMain {

  private MigratorMain() {}

  public static void main(String[] args) {
    try {
      Environment env = new Environment(System.getenv(), Retention.PREFIX);
      StoreConfig config = StoreConfig.parse(env);
      Retention retention = Retention.parse(env);
      String cluster = env.text("CLICKHOUSE_CLUSTER", "");
      env.finish();
      List<String> applied = Migrator.migrate(config, cluster);
      retention.apply(config, cluster);
      System.out.println(
          applied.isEmpty()
              ? "ClickHouse schema is up to date."
              : "Applied to ClickHouse: " + String.join(", ", applied));
    } catch (MigrationException | ConfigException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
