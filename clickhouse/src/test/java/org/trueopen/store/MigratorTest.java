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
        "DELETE FROM schema_migrations WHERE version = 19 SETTINGS lightweight_deletes_sync = 2");
    assertThat(migrate(Migration.all())).containsExactly("0019_feed_hits_15min");
  }

  @Test
  void aFilledDatabaseOfTheFirstReleaseKeepsItsRowsAndTheirCorrectionsStillCancelOut() {
    migrate(Migration.all().subList(0, 9));
    insert(
        "deliveries",
        """
        {"account":"demo","delivery_id":"d1","sent_at":"2026-11-01 10:00:00.000","opens_tracked":1}""");
    insert(
        "hits", Rows.hit("h1", "PERSON", 1), Rows.hit("c1", "PERSON", 1).replace("OPEN", "CLICK"));

    assertThat(migrate(Migration.all())).hasSize(Migration.all().size() - 9);

    assertThat(lines("SELECT concat(hit_id, ' ', pixel) FROM hits ORDER BY hit_id"))
        .containsExactly("c1 ", "h1 END");
    assertThat(
            lines(
                "SELECT concat(toString(anonymous), ' ', identity_decided_by, ' ',"
                    + " ifNull(toString(identity_since), 'NULL'), ' ', identity_name,"
                    + " identity_set_by) FROM deliveries"))
        .containsExactly("0 DEFAULT NULL ");
    clickHouse.insert(
        "hits",
        "filled-3",
        Rows.hit("h1", "PERSON", -1).replace("\"link\"", "\"pixel\":\"END\",\"link\""));
    assertThat(
            lines("SELECT hit_id FROM hits GROUP BY hit_id, kind, pixel, verdict HAVING sum(sign)"))
        .containsExactly("c1");
    assertThat(clickHouse.number("SELECT sum(hits) FROM hits_hourly")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(deliveries) FROM decisions_15min")).isEqualTo(1);
  }

  @Test
  void whatWasStoredBeforeTheRollupsIsInThemOnceHoweverOftenTheyAreFilled() {
    List<Migration> all = Migration.all();
    migrate(all.subList(0, 14));
    String click = Rows.hit("c1", "PERSON", 1).replace("OPEN", "CLICK");
    insert("hits", Rows.hit("h1", "PERSON", 1), click.replace("\"link\":-1", "\"link\":0"));
    insert("engagement", Rows.engagement("d1", 0, 1), Rows.engagement("d2", 2, 1));

    List<Migration> untilTheLastIsFilled = all.subList(0, 52);
    migrate(untilTheLastIsFilled);
    clickHouse.execute(
        "DELETE FROM schema_migrations WHERE name LIKE '%_fill_%'"
            + " SETTINGS lightweight_deletes_sync = 2");
    assertThat(migrate(untilTheLastIsFilled))
        .isNotEmpty()
        .allMatch(name -> name.contains("_fill_"));
    migrate(all);

    assertThat(clickHouse.number("SELECT sum(hits) FROM hits_15min")).isEqualTo(2);
    assertThat(clickHouse.number("SELECT sum(hits) FROM account_hits_15min")).isEqualTo(2);
    assertThat(clickHouse.number("SELECT sum(hits) FROM client_hits_15min")).isEqualTo(2);
    assertThat(clickHouse.number("SELECT sum(opens) FROM client_hits_15min")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(clicks) FROM links_15min")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(clicks) FROM links_1h")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(deliveries) FROM engagement_15min")).isEqualTo(2);
    assertThat(clickHouse.number("SELECT sum(times_2) FROM engagement_15min")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(opened) FROM engagement_hourly")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(opened) FROM recipient_domains_15min")).isEqualTo(1);
  }

  @Test
  void anInsertPreparedBeforeTheUpgradeStillFits() {
    migrate(Migration.all());
    clickHouse.execute(
        "INSERT INTO hits (account, delivery_id, hit_id, at, kind, link) VALUES"
            + " ('demo', 'd1', 'h1', now64(3), 'OPEN', -1), ('demo', 'd1', 'c1', now64(3), 'CLICK', 0)");
    assertThat(lines("SELECT concat(hit_id, ' ', pixel) FROM hits ORDER BY hit_id"))
        .containsExactly("c1 ", "h1 END");
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

  /** As the migrator: the job of that time had the right to read, which it has no longer. */
  private static void insert(String table, String... rows) {
    clickHouse.execute("INSERT INTO " + table + " FORMAT JSONEachRow " + String.join("\n", rows));
  }

  private static List<String> lines(String sql) {
    return clickHouse.query(sql).stream().map(row -> row.getString(1)).toList();
  }

  private static List<String> migrate(List<Migration> migrations) {
    try (Client client = Stores.client(clickHouse.migrator().withDatabase("default"))) {
      return new Migrator(clickHouse.migrator(), client, migrations, CLOCK).migrate();
    }
  }
}
