package org.trueopen.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.store.StoreConfig;

/**
 * Writes what the store holds into a folder, a file for each partition of each table, as it stood
 * at one moment. The product goes on meanwhile. Memory is bounded; ClickHouse needs room on its
 * disk for the largest file once more.
 */
public final class StoreBackup {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final StoreConfig config;

  /**
   * @param config of the migrator
   */
  public StoreBackup(StoreConfig config) {
    this.config = config;
  }

  /**
   * @param folder there and empty
   * @throws BackupException if ClickHouse refuses, or never rests
   */
  public StoreContent write(Path folder) throws IOException, InterruptedException {
    try (StoreSession store = new StoreSession(config)) {
      Schema schema = Schema.of(store);
      List<TableFile> files = new ArrayList<>();
      try (Snapshot snapshot = Snapshot.take(store, PATIENCE)) {
        for (String table : snapshot.tables()) {
          for (String partition : snapshot.partitions(table)) {
            files.add(file(store, table, partition, folder));
          }
        }
      }
      return new StoreContent(schema.version(), schema.sha256(), files);
    }
  }

  private static TableFile file(StoreSession store, String table, String partition, Path folder)
      throws IOException, InterruptedException {
    String from =
        " FROM trueopen.%s%s WHERE _partition_id = '%s'"
            .formatted(Snapshot.PREFIX, table, partition);
    String name = table + '.' + partition + ".native.zst";
    Path file = folder.resolve(name);
    long rows = store.number("SELECT count()" + from);
    store.read("SELECT *" + from, file);
    return new TableFile(table, name, rows, Files.size(file), Checksum.sha256(file));
  }
}
