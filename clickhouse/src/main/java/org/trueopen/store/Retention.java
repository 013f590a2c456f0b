package org.trueopen.store;

import com.clickhouse.client.api.Client;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.trueopen.config.Environment;

/**
 * How long each kind of row is kept, in days; kept for ever where nothing is said. Rollups have no
 * bound: they name nobody, and totals are to stay.
 *
 * @param days by kind
 */
public record Retention(Map<Kind, Integer> days) {

  /** What can be kept for a time of its own: tables with the column that tells a row's age. */
  public enum Kind {
    HITS("hits.at", "late_hits.at"),
    CORRECTIONS("corrections.corrected_at"),
    DELIVERIES(
        "deliveries.sent_at",
        "delivery_times.sent_at",
        "delivery_statuses.at",
        "engagement.sent_at"),
    PROFILES("domain_profiles.week"),
    SETTINGS_CHANGES("settings_changes.changed_at"),
    DEAD_LETTERS("dead_letters.seen_at");

    private final String columns;

    Kind(String... columns) {
      this.columns = String.join(" ", columns);
    }

    /** The environment variable that sets it. */
    String variable() {
      return PREFIX + name() + "_DAYS";
    }
  }

  /** What the names of the variables begin with. */
  public static final String PREFIX = "STORE_KEEP_";

  /** A century; more is no retention. */
  private static final int MOST_DAYS = 36_500;

  public Retention {
    days = Map.copyOf(days);
  }

  /** Reads STORE_KEEP_HITS_DAYS and so on. */
  public static Retention parse(Environment env) {
    Map<Kind, Integer> days = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (!env.text(kind.variable(), "").isEmpty()) {
        days.put(kind, env.integer(kind.variable(), 1, 1, MOST_DAYS));
      }
    }
    return new Retention(days);
  }

  /**
   * Makes the tables keep their rows for so long; what is older goes with the next merges, within
   * hours. Does nothing where it is so already.
   *
   * @param config of the migrator, for the database meant
   * @param cluster as in {@link Migrator#migrate(StoreConfig, String)}
   * @throws MigrationException if ClickHouse refuses
   */
  public void apply(StoreConfig config, String cluster) {
    try (Client client = Stores.client(config)) {
      for (Kind kind : Kind.values()) {
        for (String column : kind.columns.split(" ", -1)) {
          String table = column.substring(0, column.indexOf('.'));
          String time = column.substring(column.indexOf('.') + 1);
          Integer wanted = days.get(kind);
          String ttl =
              wanted == null
                  ? ""
                  : "TTL toDateTime(%s) + toIntervalDay(%d)".formatted(time, wanted);
          set(client, config, cluster, table, ttl);
        }
      }
    }
  }

  /**
   * Makes a generation keep its rows as long as the product's own database does.
   *
   * @param generation of the migrator, for the generation's database
   * @throws MigrationException if ClickHouse refuses
   */
  public static void copyTo(StoreConfig generation) {
    try (Client client = Stores.client(generation)) {
      for (Kind kind : Kind.values()) {
        for (String column : kind.columns.split(" ", -1)) {
          String table = column.substring(0, column.indexOf('.'));
          set(client, generation, "", table, current(client, StoreConfig.DATABASE, table));
        }
      }
    }
  }

  private static void set(
      Client client, StoreConfig config, String cluster, String table, String ttl) {
    if (!current(client, config.database(), table).equals(ttl)) {
      String change = ttl.isEmpty() ? "REMOVE TTL" : "MODIFY " + ttl;
      String alter = "ALTER TABLE trueopen." + table + " " + change;
      execute(client, config.here(alter), cluster);
    }
  }

  /** The table's TTL as ClickHouse writes it, empty for none. */
  private static String current(Client client, String database, String table) {
    String sql =
        "SELECT extract(create_table_query, '(TTL .*) SETTINGS ') AS ttl FROM system.tables"
            + " WHERE database = '%s' AND name = '%s'".formatted(database, table);
    return client.queryAll(sql).getFirst().getString("ttl");
  }

  private static void execute(Client client, String sql, String cluster) {
    try {
      client.execute(cluster.isEmpty() ? sql : ClusterSql.of(sql, cluster)).get().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MigrationException("Interrupted while setting how long rows are kept", e);
    } catch (ExecutionException e) {
      throw refused(sql, e);
    } catch (Exception e) {
      throw refused(sql, e);
    }
  }

  private static MigrationException refused(String sql, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new MigrationException("ClickHouse refused \"" + sql + "\": " + cause.getMessage(), e);
  }
}
