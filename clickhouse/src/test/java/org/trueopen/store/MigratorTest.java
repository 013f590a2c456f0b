package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigratorTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T10:00:00.123Z"));
  private static TestClickHouse clickHouse;

  @BeforeAll
  static void start() {
    clickHouse = TestClickHouse.start();
  }

  @AfterAll
  static void stop() {
    clickHouse.close();
  }

  @BeforeEach
  void dropDatabase() {
    TestClickHouse.execute(
        clickHouse.migrator().withDatabase("default"), "DROP DATABASE IF EXISTS trueopen SYNC");
  }

  @Test
  void appliesEveryMigrationOnceAndThenNothing() {
    List<String> names = Migration.all().stream().map(Migration::name).toList();
    assertThat(migrate(Migration.all())).isEqualTo(names);
    assertThat(migrate(Migration.all())).isEmpty();
    assertThat(Migrator.migrate(clickHouse.migrator())).isEmpty();
    assertThat(
            clickHouse.query("SELECT name FROM schema_migrations FINAL ORDER BY version").stream()
                .map(row -> row.getString("name")))
        .isEqualTo(names);
    assertThat(
            clickHouse.number(
                "SELECT toUnixTimestamp64Milli(max(applied_at)) FROM schema_migrations"))
        .isEqualTo(CLOCK.millis());
  }

  @Test
  void appliesOnlyWhatIsNew() {
    List<Migration> all = Migration.all();
    migrate(all.subList(0, 3));
    assertThat(migrate(all)).hasSize(all.size() - 3).startsWith("0004_feed_hits_hourly");
  }

  @Test
  void aMigrationThatRanButWasNotRecordedIsRunAgain() {
    migrate(Migration.all());
    clickHouse.execute(
        "DELETE FROM schema_migrations WHERE version = 4 SETTINGS lightweight_deletes_sync = 2");
    assertThat(migrate(Migration.all())).containsExactly("0004_feed_hits_hourly");
  }

  @Test
  void refusesAnEditedMigrationNamingFileAndRemedy() {
    migrate(Migration.all());
    List<Migration> edited = new ArrayList<>(Migration.all());
    Migration second = edited.get(1);
    edited.set(1, Migration.of(second.name(), second.sql() + "-- edited\n"));
    assertThatThrownBy(() -> migrate(edited))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("0002_create_hits.sql was edited after it was applied")
        .hasMessageContaining(second.checksum())
        .hasMessageContaining("Restore the file");
  }

  @Test
  void refusesADatabaseAheadOfTheBuildNamingItsMigration() {
    migrate(Migration.all());
    List<Migration> older = Migration.all().subList(0, 8);
    assertThatThrownBy(() -> migrate(older))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("ahead of this build")
        .hasMessageContaining("0009_create_dead_letters")
        .hasMessageContaining("ends at 8");
  }

  @Test
  void aRefusedStatementNamesTheFileAndRecordsNothing() {
    List<Migration> broken =
        List.of(Migration.of("0001_create_nonsense", "CREATE TABEL trueopen.nonsense (a UInt8)"));
    assertThatThrownBy(() -> migrate(broken))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("0001_create_nonsense.sql")
        .hasMessageContaining("Syntax error");
    assertThat(clickHouse.number("SELECT count() FROM schema_migrations")).isZero();
  }

  @Test
  void aServerThatIsNotThereIsNamedInTheMessage() {
    StoreConfig nowhere = new StoreConfig("http://127.0.0.1:1", "default", "");
    assertThatThrownBy(() -> Migrator.migrate(nowhere))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("ClickHouse at http://127.0.0.1:1 did not create the database")
        .hasMessageContaining("refused");
  }

  private static List<String> migrate(List<Migration> migrations) {
    try (Client client = Stores.client(clickHouse.migrator().withDatabase("default"))) {
      return new Migrator(clickHouse.url(), client, migrations, CLOCK).migrate();
    }
  }
}
