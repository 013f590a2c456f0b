package org.trueopen.store.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.trueopen.store.Migration;
import org.trueopen.store.Migrator;
import org.trueopen.store.StoreConfig;

/**
 * Brings a backup into a store that holds no row. Everything is loaded into tables beside the real
 * ones first, which no view listens to, and counted; only when all of it is there do its parts
 * become the real tables'. A restore that was cut short is begun anew.
 */
public final class StoreRestore {

  private static final String PREFIX = "restore_";

  private static final int NAMES_AT_ONCE = 500;

  private final StoreConfig config;

  /**
   * @param config of the migrator
   */
  public StoreRestore(StoreConfig config) {
    this.config = config;
  }

  /** One version of one setting. */
  public record SettingVersion(String key, long version) {}

  /**
   * Returns when everything is stored and the schema is this build's.
   *
   * @param again changes of settings that will come in again by other ways, and so are left out
   * @throws BackupException if the database holds rows, the schema is ahead or another one, or a
   *     file is damaged; then nothing was changed
   */
  public void restore(Path folder, StoreContent content, Collection<SettingVersion> again)
      throws IOException, InterruptedException {
    requireKnownSchema(content);
    for (TableFile file : content.files()) {
      Checksum.require(folder.resolve(file.file()), file.bytes(), file.sha256());
    }
    try (StoreSession store = new StoreSession(config)) {
      requireEmpty(store);
      migrateTo(store, content.schemaVersion());
      List<String> tables = Snapshot.tables(store);
      requireKnownTables(content, tables);
      try {
        load(store, folder, content, tables);
        leaveOut(store, again);
        for (String table : tables) {
          store.execute(
              "ALTER TABLE trueopen.%1$s ATTACH PARTITION ALL FROM trueopen.%2$s%1$s"
                  .formatted(table, PREFIX));
        }
      } finally {
        drop(store, tables);
      }
    }
    Migrator.migrate(config);
  }

  private static void requireKnownSchema(StoreContent content) throws BackupException {
    int known = Migration.all().size();
    if (content.schemaVersion() > known) {
      throw new BackupException(
          "The backup is ahead of this build: its schema has %d migrations, this build knows %d. Restore with a build at least as new as the one that made it."
              .formatted(content.schemaVersion(), known));
    }
    if (!Schema.ofBuild(content.schemaVersion()).sha256().equals(content.schemaSha256())) {
      throw new BackupException(
          "The backup's %d migrations are not those of this build, although it has as many: one was edited. Restore with the build that made it."
              .formatted(content.schemaVersion()));
    }
  }

  private static void requireKnownTables(StoreContent content, List<String> tables)
      throws BackupException {
    Set<String> unknown =
        content.files().stream()
            .map(TableFile::table)
            .collect(Collectors.toCollection(HashSet::new));
    unknown.removeAll(tables);
    if (!unknown.isEmpty()) {
      throw new BackupException(
          "The backup names tables that its schema does not have: " + unknown);
    }
  }

  private static void requireEmpty(StoreSession store) throws IOException, InterruptedException {
    List<String> full =
        store
            .rows(
                "SELECT table || ' (' || sum(rows) || ' rows)' FROM system.parts WHERE active"
                    + " AND database = 'trueopen' AND table != 'schema_migrations'"
                    + " AND table NOT LIKE 'restore\\\\_%' GROUP BY table HAVING sum(rows) > 0"
                    + " ORDER BY table")
            .stream()
            .map(row -> row[0])
            .toList();
    if (!full.isEmpty()) {
      throw new BackupException(
          "The database trueopen is not empty: "
              + String.join(", ", full)
              + ". Restore into a new data folder, or into a server without these rows.");
    }
  }

  /** The schema the backup was made with; what has come since is applied to its rows. */
  private void migrateTo(StoreSession store, int version) throws IOException, InterruptedException {
    boolean there =
        store.number("SELECT count() FROM system.tables WHERE database = 'trueopen'") > 0;
    if (there && Schema.of(store).version() > version) {
      store.execute("DROP DATABASE trueopen SYNC"); // without a row in it, as was seen
    }
    Migrator.migrateTo(config, version);
  }

  private static void load(
      StoreSession store, Path folder, StoreContent content, List<String> tables)
      throws IOException, InterruptedException {
    drop(store, tables);
    for (String table : tables) {
      store.execute("CREATE TABLE trueopen.%2$s%1$s AS trueopen.%1$s".formatted(table, PREFIX));
    }
    for (TableFile file : content.files()) {
      long rows =
          store.insert(
              "trueopen." + PREFIX + file.table(),
              folder.resolve(file.file()),
              UUID.randomUUID().toString());
      if (rows != file.rows()) {
        throw new BackupException(
            "%s: ClickHouse found %d rows, %d were written; nothing was restored"
                .formatted(file.file(), rows, file.rows()));
      }
    }
  }

  private static void leaveOut(StoreSession store, Collection<SettingVersion> again)
      throws IOException, InterruptedException {
    List<String> all =
        again.stream()
            .map(one -> "(%s, %d)".formatted(quoted(one.key()), one.version()))
            .distinct()
            .toList();
    for (int from = 0; from < all.size(); from += NAMES_AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + NAMES_AT_ONCE));
      store.execute(
          "ALTER TABLE trueopen.%ssettings_changes DELETE WHERE (setting_key, version) IN (%s) SETTINGS mutations_sync = 2"
              .formatted(PREFIX, String.join(", ", some)));
    }
  }

  private static void drop(StoreSession store, List<String> tables)
      throws IOException, InterruptedException {
    for (String table : tables) {
      store.execute("DROP TABLE IF EXISTS trueopen." + PREFIX + table + " SYNC");
    }
  }

  private static String quoted(String text) {
    return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
  }
}
