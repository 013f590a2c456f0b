package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.clickhouse.client.api.query.GenericRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.store.backup.BackupException;
import org.trueopen.store.backup.StoreBackup;
import org.trueopen.store.backup.StoreContent;
import org.trueopen.store.backup.StoreRestore;
import org.trueopen.store.backup.StoreRestore.SettingVersion;
import org.trueopen.store.backup.TableFile;

/** What was backed up is what is there after restoring it, to the last rollup. */
class BackupTest {
  private static TestClickHouse from;
  private static TestClickHouse to;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    from = TestClickHouse.start();
    to = TestClickHouse.start();
    Migrator.migrate(from.migrator());
    Changelog.write(from, "demo", new World(5, 80), 5);
    from.insert("settings_changes", "setting-1", setting(1), setting(2));
    from.insert(
        "delivery_statuses",
        "status-1",
        "{\"account\":\"demo\",\"delivery_id\":\"d\",\"at\":\"2026-11-01 10:00:00\"}");
    from.insert(
        "dead_letters", "dead-1", "{\"topic\":\"hits\",\"seen_at\":\"2026-11-01 10:00:00\"}");
    from.insert(
        "domain_profiles",
        "profile-1",
        "{\"account\":\"demo\",\"week\":\"2026-11-02 00:00:00\",\"revision\":1}");
    from.insert(
        "erased_recipients",
        "erased-1",
        "{\"account\":\"demo\",\"recipient_key\":7,\"erased_at\":\"2026-11-01 10:00:00\"}");
    // Of this table alone rows go after a year.
    from.insert(
        "erased_deliveries",
        "erased-2",
        "{\"account\":\"demo\",\"recipient_key\":7,\"delivery_id\":\"e\",\"erased_at\":\"2099-01-01 00:00:00\"}");
    from.insert(
        "generations",
        "generation-1",
        "{\"at\":\"2026-11-01 10:00:00\",\"event\":\"dropped\",\"name\":\"nine\"}");
    from.insert(
        "late_hits",
        "late-1",
        "{\"account\":\"demo\",\"delivery_id\":\"l\",\"hit_id\":\"'\\t\\\\\"}");
  }

  @AfterAll
  static void stop() {
    from.close();
    to.close();
  }

  @BeforeEach
  void empty() {
    Migrator.migrate(to.migrator());
    to.truncateAll();
  }

  @Test
  void everyTableIsTheSameAfterRestoring() throws Exception {
    StoreContent content = backup();
    // As on a server that has never seen us.
    TestClickHouse.execute(to.migrator().withDatabase("default"), "DROP DATABASE trueopen SYNC");

    restore(content);

    assertThat(sums(to)).isEqualTo(sums(from)).doesNotContainValue("0 0");
    assertThat(content.rows()).isPositive();
    assertThat(tables(from)).noneMatch(name -> name.startsWith("backup_"));
    assertThat(tables(to)).isEqualTo(tables(from));
  }

  @Test
  void whatIsInsertedAfterRestoringIsSummedAsBefore() throws Exception {
    restore(backup());
    long before = to.number("SELECT sum(hits) FROM hits_15min");

    to.insert("hits", "after", Rows.hit("after", "PERSON", 1));

    assertThat(to.number("SELECT sum(hits) FROM hits_15min")).isEqualTo(before + 1);
  }

  @Test
  void whatAnOlderBuildBackedUpIsBroughtToThisBuildsSchema() throws Exception {
    int rollupsBefore = 46; // those since were made from what is restored
    try (TestClickHouse older = TestClickHouse.start()) {
      Migrator.migrateTo(older.migrator(), rollupsBefore);
      older.insert("hits", "older", Rows.hit("older", "PERSON", 1));

      restore(new StoreBackup(older.migrator()).write(folder));
    }

    assertThat(to.number("SELECT sum(sign) FROM hits")).isEqualTo(1);
    assertThat(to.number("SELECT sum(hits) FROM account_hits_15min")).isEqualTo(1);
    assertThat(tables(to)).isEqualTo(tables(from));
  }

  @Test
  void aBackupAmidInsertsHoldsRowsAndTheirRollupsOfOneMoment() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    StoreContent content;
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> writing =
          writer.submit(
              () -> {
                for (int i = 0; !stop.get(); i++) {
                  from.insert("hits", "amid-" + i, Rows.hit("amid" + i, "PERSON", 1));
                  // As a job's checkpoints; longer, as on a busy machine the links take longer.
                  TimeUnit.SECONDS.sleep(3);
                }
                return null;
              });
      content = backup();
      stop.set(true);
      writing.get();
    }

    restore(content);

    assertThat(to.number("SELECT sum(hits) FROM hits_15min"))
        .isEqualTo(to.number("SELECT sum(sign) FROM hits"));
  }

  /** Its rows may be in the table already and not yet in a rollup. */
  @Test
  void aBackupWaitsForAnInsertThatIsUnderWay() throws Exception {
    String slow =
        "INSERT INTO trueopen.dead_letters (topic, seen_at)"
            + " SELECT 'slow', toDateTime64('2026-11-01 10:00:00', 3, 'UTC') WHERE sleep(3) = 0";
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> writing = writer.submit(() -> from.execute(slow));
      await().atMost(Duration.ofMinutes(1)).until(() -> isInserting() || writing.isDone());

      restore(backup());

      writing.get();
    }
    assertThat(to.number("SELECT count() FROM dead_letters WHERE topic = 'slow'")).isEqualTo(1);
  }

  private static boolean isInserting() {
    return from.number(
            "SELECT count() FROM system.processes"
                + " WHERE query_kind = 'Insert' AND query LIKE '%slow%'")
        > 0;
  }

  @Test
  void changesOfSettingsThatComeAgainAreLeftOut() throws Exception {
    StoreContent content = backup();

    new StoreRestore(to.migrator())
        .restore(folder, content, List.of(new SettingVersion("demo/it's", 2)));

    assertThat(to.number("SELECT toInt64(sum(version)) FROM settings_changes")).isEqualTo(1);
  }

  @Test
  void aDatabaseWithRowsIsRefused() throws Exception {
    StoreContent content = backup();
    to.insert("hits", "there", Rows.hit("there", "PERSON", 1));

    assertThatThrownBy(() -> restore(content))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("is not empty")
        .hasMessageContaining("hits (1 rows)");
    assertThat(to.number("SELECT count() FROM hits")).isEqualTo(1);
  }

  @Test
  void aDamagedOrMissingFileIsRefusedBeforeAnythingIsChanged() throws Exception {
    StoreContent content = backup();
    Path file = folder.resolve(content.files().getFirst().file());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> restore(content)).hasMessageContaining("is damaged");
    Files.delete(file);
    assertThatThrownBy(() -> restore(content)).hasMessageContaining("is missing");
    assertThat(sums(to).values()).containsOnly("0 0");
  }

  @Test
  void aSchemaAheadOfThisBuildOrEditedIsRefused() {
    int known = Migration.all().size();

    assertThatThrownBy(() -> restore(new StoreContent(known + 1, "", List.of())))
        .hasMessageContaining("ahead of this build");
    assertThatThrownBy(() -> restore(new StoreContent(known, "other", List.of())))
        .hasMessageContaining("edited");
  }

  @Test
  void aFileWithFewerRowsThanWereWrittenIsRefused() throws Exception {
    StoreContent content = backup();
    TableFile one = content.files().getFirst();
    TableFile wrong =
        new TableFile(one.table(), one.file(), one.rows() + 1, one.bytes(), one.sha256());

    assertThatThrownBy(
            () ->
                restore(
                    new StoreContent(
                        content.schemaVersion(), content.schemaSha256(), List.of(wrong))))
        .hasMessageContaining("nothing was restored");
    assertThat(sums(to).values()).containsOnly("0 0");
    restore(content);
    assertThat(sums(to)).isEqualTo(sums(from));
  }

  private StoreContent backup() throws IOException, InterruptedException {
    return new StoreBackup(from.migrator()).write(folder);
  }

  private void restore(StoreContent content) throws IOException, InterruptedException {
    new StoreRestore(to.migrator()).restore(folder, content, List.of());
  }

  /** Rows added up as merges would, and a sum over their content, by table. */
  private static Map<String, String> sums(TestClickHouse clickHouse) {
    Map<String, String> sums = new TreeMap<>();
    for (String table : tables(clickHouse)) {
      if (!table.equals("schema_migrations")) {
        GenericRecord row =
            clickHouse
                .query(
                    "SELECT toString(count()) || ' ' || toString(sum(cityHash64(toString(tuple(*))))) AS sum FROM "
                        + table
                        + (table.endsWith("_15min")
                                || table.endsWith("_1h")
                                || table.equals("domain_profiles")
                            ? " FINAL"
                            : ""))
                .getFirst();
        sums.put(table, row.getString("sum"));
      }
    }
    return sums;
  }

  private static List<String> tables(TestClickHouse clickHouse) {
    return clickHouse
        .query(
            "SELECT name FROM system.tables WHERE database = 'trueopen' AND engine LIKE '%MergeTree' ORDER BY name")
        .stream()
        .map(row -> row.getString("name"))
        .toList();
  }

  private static String setting(int version) {
    return "{\"account\":\"demo\",\"setting_key\":\"demo/it's\",\"version\":%d,\"changed_at\":\"2026-11-01 10:00:00\"}"
        .formatted(version);
  }
}
