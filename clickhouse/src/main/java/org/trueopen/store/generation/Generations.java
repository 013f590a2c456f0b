package org.trueopen.store.generation;

import static org.trueopen.store.generation.Statements.quoted;

import com.clickhouse.client.api.query.GenericRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.trueopen.store.Migrator;
import org.trueopen.store.Retention;
import org.trueopen.store.StoreConfig;

/**
 * Makes, lists, shows and drops generations. Each thing done is a row of {@code
 * trueopen.generations}; a generation whose database is gone, as after a restored backup, is not
 * there.
 */
public final class Generations {

  /** The name of what the running job writes. */
  public static final String DEFAULT = "default";

  /** The last row of each database that is there, and which one is shown. */
  private static final String STANDING =
      """
      SELECT
          database_name,
          argMax(event, (at, event)) AS last_event,
          argMax(name, (at, event)) AS last_name,
          argMax(rule_version, (at, event)) AS last_version,
          toUnixTimestamp64Milli(argMax(judged_until, (at, event))) AS until_ms,
          argMax(offsets, (at, event)) AS last_offsets,
          toUnixTimestamp64Milli(max(at)) AS at_ms,
          toInt64(argMax(deliveries, (at, event))) AS judged_deliveries,
          toInt64(argMax(hits, (at, event))) AS judged_hits,
          toInt64(argMax(carried_deliveries, (at, event))) AS kept_deliveries,
          toInt64(argMax(carried_hits, (at, event))) AS kept_hits,
          toInt64(argMax(erased_deliveries, (at, event))) AS erased
      FROM trueopen.generations
      WHERE event != 'shown' AND database_name IN (SELECT name FROM system.databases)
      GROUP BY database_name
      HAVING last_event != 'dropped'
      ORDER BY database_name
      """;

  private static final String SHOWN =
      "SELECT argMax(database_name, at) AS shown, toUnixTimestamp64Milli(max(at)) AS shown_ms"
          + " FROM trueopen.generations WHERE event = 'shown'";

  private final StoreConfig config;
  private final InstantSource clock;

  /**
   * @param config of the migrator
   */
  public Generations(StoreConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /** All there are, unfinished ones included. */
  public List<Generation> list() {
    try (Statements store = new Statements(config)) {
      return list(store);
    }
  }

  /** The one that reports read; empty for what the running job writes. */
  public Optional<Generation> shown() {
    try (Statements store = new Statements(config)) {
      GenericRecord last = store.rows(SHOWN).getFirst();
      Instant shownAt = Instant.ofEpochMilli(last.getLong("shown_ms"));
      return list(store).stream()
          .filter(Generation::finished)
          .filter(found -> found.database().equals(last.getString("shown")))
          // Another one was in that database when it was last shown.
          .filter(found -> !found.at().isAfter(shownAt))
          .findFirst();
    }
  }

  public Optional<Generation> find(String name) {
    return list().stream().filter(found -> found.name().equals(name)).findFirst();
  }

  /**
   * Makes an empty one, with this build's tables.
   *
   * @return empty if all databases for generations are taken
   * @throws org.trueopen.store.MigrationException if ClickHouse refuses
   */
  public Optional<Generation> begin(
      String name, String ruleVersion, Instant judgedUntil, String offsets) {
    try (Statements store = new Statements(config)) {
      List<String> taken = list(store).stream().map(Generation::database).toList();
      Optional<String> free =
          StoreConfig.GENERATIONS.stream().filter(one -> !taken.contains(one)).findFirst();
      return free.map(
          database -> {
            Generation begun =
                new Generation(
                    name,
                    database,
                    ruleVersion,
                    judgedUntil,
                    offsets,
                    clock.instant(),
                    false,
                    Generation.Counts.NONE);
            store.execute("DROP DATABASE IF EXISTS " + database + " SYNC"); // left over
            Migrator.migrate(config.withDatabase(database));
            Retention.copyTo(config.withDatabase(database));
            note(store, "started", begun);
            return begun;
          });
    }
  }

  /** From now on it can be shown. */
  public void finish(Generation begun, Generation.Counts counts) {
    try (Statements store = new Statements(config)) {
      note(
          store,
          "finished",
          new Generation(
              begun.name(),
              begun.database(),
              begun.ruleVersion(),
              begun.judgedUntil(),
              begun.offsets(),
              clock.instant(),
              true,
              counts));
    }
  }

  /**
   * Makes the reports read it, within {@link ShownGeneration#FRESH_FOR}.
   *
   * @param finished can be shown
   */
  public void show(Generation finished) {
    try (Statements store = new Statements(config)) {
      note(store, "shown", finished);
    }
  }

  /** Makes the reports read what the running job writes. */
  public void showDefault() {
    show(
        new Generation(
            DEFAULT,
            StoreConfig.DATABASE,
            "",
            Instant.EPOCH,
            "",
            clock.instant(),
            true,
            Generation.Counts.NONE));
  }

  /** Removes it with all its rows. The caller sees to it that it is not shown. */
  public void drop(Generation generation) {
    try (Statements store = new Statements(config)) {
      note(store, "dropped", generation);
      store.execute("DROP DATABASE IF EXISTS " + generation.database() + " SYNC");
    }
  }

  /**
   * Brings the tables of all to this build's schema.
   *
   * @return the migrator's configuration for each of their databases
   */
  public List<StoreConfig> migrate() {
    List<StoreConfig> databases =
        list().stream().map(found -> config.withDatabase(found.database())).toList();
    databases.forEach(Migrator::migrate);
    return databases;
  }

  private static List<Generation> list(Statements store) {
    return store.rows(STANDING).stream().map(Generations::generation).toList();
  }

  private static Generation generation(GenericRecord row) {
    return new Generation(
        row.getString("last_name"),
        row.getString("database_name"),
        row.getString("last_version"),
        Instant.ofEpochMilli(row.getLong("until_ms")),
        row.getString("last_offsets"),
        Instant.ofEpochMilli(row.getLong("at_ms")),
        row.getString("last_event").equals("finished"),
        new Generation.Counts(
            row.getLong("judged_deliveries"),
            row.getLong("judged_hits"),
            row.getLong("kept_deliveries"),
            row.getLong("kept_hits"),
            row.getLong("erased")));
  }

  private void note(Statements store, String event, Generation of) {
    Generation.Counts counts = of.counts();
    store.execute(
        "INSERT INTO trueopen.generations VALUES (fromUnixTimestamp64Milli(%d, 'UTC'), %s, %s, %s, %s, fromUnixTimestamp64Milli(%d, 'UTC'), %s, %d, %d, %d, %d, %d)"
            .formatted(
                clock.millis(),
                quoted(event),
                quoted(of.name()),
                quoted(of.database()),
                quoted(of.ruleVersion()),
                of.judgedUntil().toEpochMilli(),
                quoted(of.offsets()),
                counts.deliveries(),
                counts.hits(),
                counts.carriedDeliveries(),
                counts.carriedHits(),
                counts.erasedDeliveries()));
  }
}
