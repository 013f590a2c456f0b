package org.trueopen.store;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database {@code trueopen}, or one of {@link StoreConfig#GENERATIONS}, to this build's
 * schema. Runs what is not yet recorded in {@code schema_migrations}, in order; running it again
 * changes nothing. Refuses a database whose applied files differ from ours, or that is ahead of us.
 *
 * <p>Two migrators at once do no harm: every migration may be run twice, and both record the same.
 */
public final class Migrator {
  private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

  private static final String CREATE_DATABASE = "CREATE DATABASE IF NOT EXISTS ";

  private static final String CREATE_SCHEMA_MIGRATIONS =
      """
      CREATE TABLE IF NOT EXISTS trueopen.schema_migrations
      (
          version UInt32 COMMENT 'Number of the migration, from 1; from the file name',
          name String COMMENT 'File name without .sql',
          sha256 FixedString(64) COMMENT 'SHA-256 of the file when it was applied, hex',
          applied_at DateTime64(3, 'UTC') COMMENT 'When it was applied, UTC, milliseconds; clock of the migrator'
      )
      ENGINE = ReplacingMergeTree(applied_at)
      ORDER BY version
      COMMENT 'Migrations applied to this database; written by the migrator. Read with FINAL: two migrators at once may record one twice'
      """;

  private final StoreConfig target;
  private final Client client;
  private final List<Migration> migrations;
  private final InstantSource clock;
  private final String cluster;

  /** The client must not name a database that may not exist yet; {@link #migrate(StoreConfig)}. */
  Migrator(StoreConfig target, Client client, List<Migration> migrations, InstantSource clock) {
    this(target, client, migrations, clock, "");
  }

  private Migrator(
      StoreConfig target,
      Client client,
      List<Migration> migrations,
      InstantSource clock,
      String cluster) {
    for (int i = 0; i < migrations.size(); i++) {
      if (migrations.get(i).version() != i + 1) {
        throw new IllegalArgumentException(
            "Migrations must be numbered 1, 2, 3 and so on; found "
                + migrations.get(i).name()
                + " in place "
                + (i + 1));
      }
    }
    this.target = target;
    this.client = client;
    this.migrations = List.copyOf(migrations);
    this.clock = clock;
    this.cluster = cluster;
  }

  /**
   * Applies this build's migrations to the configuration's database; the names of those applied
   * now, empty if all were.
   *
   * @throws MigrationException if ClickHouse refuses, a file was edited or the database is ahead
   */
  public static List<String> migrate(StoreConfig config) {
    return migrate(config, "");
  }

  /**
   * As {@link #migrate(StoreConfig)}, on every replica of a cluster.
   *
   * @param cluster its name in the servers' configuration; empty for a server alone
   */
  public static List<String> migrate(StoreConfig config, String cluster) {
    // The database may not exist yet, and every ClickHouse has a database default.
    try (Client client = Stores.client(config.withDatabase("default"))) {
      InstantSource clock = InstantSource.system();
      return new Migrator(config, client, Migration.all(), clock, cluster).migrate();
    }
  }

  /**
   * Applies only the first migrations, for rows that were written under them.
   *
   * @throws MigrationException as {@link #migrate(StoreConfig)}, also if the database has more
   */
  public static void migrateTo(StoreConfig config, int version) {
    try (Client client = Stores.client(config.withDatabase("default"))) {
      List<Migration> first = Migration.all().subList(0, version);
      new Migrator(config, client, first, InstantSource.system()).migrate();
    }
  }

  List<String> migrate() {
    execute("create the database", CREATE_DATABASE + target.database());
    execute("create schema_migrations", CREATE_SCHEMA_MIGRATIONS);
    Map<Integer, Applied> applied = applied();
    check(applied);
    List<String> done = new ArrayList<>();
    for (Migration migration : migrations) {
      if (!applied.containsKey(migration.version())) {
        execute("apply migration " + migration.name() + ".sql", migration.sql());
        record(migration);
        LOG.debug("Applied migration {}", migration.name());
        done.add(migration.name());
      }
    }
    if (!done.isEmpty()) {
      LOG.info(
          "Applied {} migrations to {}, up to {}", done.size(), target.database(), done.getLast());
    }
    return List.copyOf(done);
  }

  private void check(Map<Integer, Applied> applied) {
    for (Applied old : applied.values()) {
      if (old.version() > migrations.size()) {
        throw new MigrationException(
            "The database "
                + target.database()
                + " is ahead of this build: it has migration "
                + old.name()
                + ", this build ends at "
                + migrations.size()
                + ". Start a build at least as new as the one that migrated it last.");
      }
      Migration migration = migrations.get(old.version() - 1);
      if (!migration.checksum().equals(old.sha256())) {
        throw new MigrationException(
            "Migration "
                + migration.name()
                + ".sql was edited after it was applied: SHA-256 applied "
                + old.sha256()
                + ", found "
                + migration.checksum()
                + ". Restore the file and put the change into a new migration.");
      }
    }
  }

  private Map<Integer, Applied> applied() {
    String sql =
        "SELECT version, name, sha256 FROM trueopen.schema_migrations FINAL ORDER BY version";
    Map<Integer, Applied> applied = new TreeMap<>();
    for (GenericRecord row : client.queryAll(target.here(sql))) {
      int version = row.getInteger("version");
      applied.put(version, new Applied(version, row.getString("name"), row.getString("sha256")));
    }
    return applied;
  }

  private void record(Migration migration) {
    // The name has a fixed alphabet and the rest are numbers, so nothing needs quoting.
    execute(
        "record migration " + migration.name(),
        "INSERT INTO trueopen.schema_migrations SELECT %d, '%s', '%s', fromUnixTimestamp64Milli(%d, 'UTC')"
            .formatted(
                migration.version(), migration.name(), migration.checksum(), clock.millis()));
  }

  private void execute(String what, String statement) {
    String sql = target.here(statement);
    try {
      client.execute(cluster.isEmpty() ? sql : ClusterSql.of(sql, cluster)).get().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("Interrupted; could not " + what, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw refused(what, cause);
    } catch (Exception e) {
      throw refused(what, e);
    }
  }

  private MigrationException refused(String what, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new MigrationException(
        "ClickHouse at " + target.url() + " did not " + what + ": " + root.getMessage(), cause);
  }

  private record Applied(int version, String name, String sha256) {}
}
