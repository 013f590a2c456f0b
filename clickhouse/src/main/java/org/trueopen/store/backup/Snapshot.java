package org.trueopen.store.backup;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All tables as they stood at one moment, while rows go on coming in. Each table gets a twin whose
 * parts are hard links to its own: that takes milliseconds and no space. The moment lies where
 * nothing was being inserted, so rows and their rollups, which ClickHouse fills one behind the
 * other, fit together, and so do the tables that the job writes with one checkpoint.
 */
final class Snapshot implements AutoCloseable {

  /** Of the twins' names. Nothing else begins so. */
  static final String PREFIX = "backup_";

  /**
   * Longer than the pauses between the inserts of one checkpoint, shorter than that between two
   * checkpoints of a job that is not overburdened.
   */
  private static final Duration QUIET = Duration.ofMillis(250);

  private static final String TABLES =
      "SELECT name FROM system.tables WHERE database = 'trueopen' AND engine LIKE '%MergeTree'"
          + " AND name != 'schema_migrations' AND name NOT LIKE 'backup\\\\_%'"
          + " AND name NOT LIKE 'restore\\\\_%' ORDER BY name";

  /** Grows with every insert, and with nothing else. */
  private static final String INSERTED =
      "SELECT sum(last) FROM (SELECT max(max_block_number) AS last FROM system.parts"
          + " WHERE database = 'trueopen' AND table NOT LIKE 'backup\\\\_%'"
          + " GROUP BY table, partition_id)";

  /**
   * How many inserts are on their way from the table to the last rollup, which takes as long as the
   * server is busy. Those into generations are none of them; nor is what the embedded engine reads
   * its standard input by, an insert into nothing.
   */
  private static final String INSERTING =
      "SELECT count() FROM system.processes WHERE query_kind = 'Insert'"
          + " AND (current_database = 'trueopen' OR query LIKE '%INTO trueopen.%')";

  private final StoreSession store;
  private final List<String> tables;

  private Snapshot(StoreSession store, List<String> tables) {
    this.store = store;
    this.tables = tables;
  }

  /** The tables of the product that hold rows, without the record of its migrations. */
  static List<String> tables(StoreSession store) throws IOException, InterruptedException {
    return store.rows(TABLES).stream().map(row -> row[0]).toList();
  }

  /**
   * Waits for a quiet moment and takes it.
   *
   * @param patience how long to wait
   * @throws BackupException if there was none
   */
  static Snapshot take(StoreSession store, Duration patience)
      throws IOException, InterruptedException {
    Snapshot snapshot = new Snapshot(store, tables(store));
    long deadline = System.nanoTime() + patience.toNanos();
    do {
      snapshot.drop(); // what an attempt before, or a backup that was killed, has left
      long before = store.number(INSERTED);
      TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
      if (snapshot.still(before) && snapshot.link() && snapshot.still(before)) {
        return snapshot;
      }
    } while (System.nanoTime() < deadline);
    snapshot.drop();
    throw new BackupException(
        "Rows came in without a pause of %d ms for %d s; stop the job, or try again when there is less traffic"
            .formatted(QUIET.toMillis(), patience.toSeconds()));
  }

  private boolean link() throws IOException, InterruptedException {
    for (String table : tables) {
      String twin = "trueopen." + PREFIX + table;
      store.execute("CREATE TABLE " + twin + " AS trueopen." + table);
      store.execute("ALTER TABLE " + twin + " ATTACH PARTITION ALL FROM trueopen." + table);
    }
    return true;
  }

  /** In this order: what begins between the two questions is seen by the next call. */
  private boolean still(long before) throws IOException, InterruptedException {
    return store.number(INSERTED) == before && store.number(INSERTING) == 0;
  }

  List<String> tables() {
    return tables;
  }

  /** The partitions of a table that hold rows. */
  List<String> partitions(String table) throws IOException, InterruptedException {
    return store
        .rows(
            "SELECT DISTINCT _partition_id AS id FROM trueopen.%s%s ORDER BY id"
                .formatted(PREFIX, table))
        .stream()
        .map(row -> row[0])
        .toList();
  }

  @Override
  public void close() throws IOException {
    try {
      drop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupException("Interrupted; tables named backup_ are left for the next one", e);
    }
  }

  private void drop() throws IOException, InterruptedException {
    for (String table : tables) {
      store.execute("DROP TABLE IF EXISTS trueopen." + PREFIX + table + " SYNC");
    }
  }
}
