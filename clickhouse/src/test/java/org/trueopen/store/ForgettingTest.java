package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trueopen.config.Environment;

/** What is erased and what expires is gone, and the totals stay. */
class ForgettingTest {
  private static final List<String> TOTALS =
      List.of(
          "SELECT sum(hits) FROM hits_15min",
          "SELECT sum(hits) FROM client_hits_15min",
          "SELECT sum(clicks) FROM links_15min",
          "SELECT sum(clicks) FROM links_1h",
          "SELECT sum(deliveries) FROM engagement_15min",
          "SELECT sum(opened) FROM engagement_15min",
          "SELECT sum(opened) FROM recipient_domains_15min",
          "SELECT sum(opened) FROM cohorts_15min",
          "SELECT sum(deliveries) FROM decisions_15min");
  private static TestClickHouse clickHouse;

  @BeforeAll
  static void start() {
    clickHouse = TestClickHouse.start();
    Migrator.migrate(clickHouse.migrator());
  }

  @AfterAll
  static void stop() {
    clickHouse.close();
  }

  @Test
  void anErasedRecipientIsGoneFromEveryTableAndTheTotalsStay() {
    World world = new World(11, 60);
    Changelog.write(clickHouse, "erase", world, 11);
    String someone = "erase" + world.deliveries().get(3).id();
    clickHouse.execute(
        "ALTER TABLE deliveries UPDATE recipient_key = 7 WHERE account = 'erase' AND delivery_id IN"
            + " ('%s', 'erased20') SETTINGS mutations_sync = 2".formatted(someone));
    List<Long> before = TOTALS.stream().map(clickHouse::number).toList();
    long others = clickHouse.number("SELECT count() FROM engagement WHERE account = 'erase'");

    Erasure.Receipt receipt = new Erasure(clickHouse.eraser()).erase("erase", 7);

    assertThat(receipt.left()).isZero();
    assertThat(receipt.rows()).containsEntry("deliveries", 2L).containsEntry("engagement", 10L);
    for (String table : receipt.rows().keySet()) {
      assertThat(
              clickHouse.number(
                  "SELECT count() FROM %s WHERE account = 'erase' AND delivery_id IN ('%s', 'erased20')"
                      .formatted(table, someone)))
          .as(table)
          .isZero();
    }
    assertThat(TOTALS.stream().map(clickHouse::number)).isEqualTo(before);
    assertThat(clickHouse.number("SELECT count() FROM engagement WHERE account = 'erase'"))
        .isEqualTo(others - 10);
    assertThat(new Erasure(clickHouse.eraser()).erase("erase", 7).rows().values()).containsOnly(0L);

    // The job may state something anew of mail that it remembers.
    clickHouse.insert(
        "hits",
        "erase-again",
        "{\"account\":\"erase\",\"delivery_id\":\"erased20\",\"hit_id\":\"h\",\"sign\":1}");
    assertThat(new Erasure(clickHouse.eraser()).erase("erase", 7).rows()).containsEntry("hits", 1L);
  }

  @Test
  void theSameKeyOfAnotherAccountIsNotTouched() {
    clickHouse.insert(
        "deliveries",
        "foreign-1",
        """
        {"account":"one","delivery_id":"x1","recipient_key":9,"sent_at":"2026-11-01 10:00:00"}
        {"account":"two","delivery_id":"x2","recipient_key":9,"sent_at":"2026-11-01 10:00:00"}""");

    assertThat(new Erasure(clickHouse.eraser()).erase("one", 9).rows())
        .containsEntry("deliveries", 1L);

    assertThat(clickHouse.number("SELECT count() FROM deliveries WHERE account = 'two'"))
        .isEqualTo(1);
  }

  @Test
  void whoMayOnlyReadErasesNothing() {
    clickHouse.insert(
        "deliveries",
        "refused-1",
        """
        {"account":"ro","delivery_id":"x3","recipient_key":9,"sent_at":"2026-11-01 10:00:00"}""");
    assertThatThrownBy(() -> new Erasure(clickHouse.admin()).erase("ro", 9))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("did not erase")
        .hasMessageContaining("Not enough privileges");
  }

  @Test
  void rowsOlderThanTheirKindIsKeptAreGoneAndTheTotalsStay() {
    clickHouse.insert(
        "hits",
        "keep-1",
        Rows.hit("old", "PERSON", 1).replace("demo\"", "keep\"").replace("2026-11", "2020-01"),
        Rows.hit("new", "PERSON", 1).replace("demo\"", "keep\"").replace("2026-11", "2099-01"));
    Map<String, String> environment =
        Map.of(
            "STORE_KEEP_HITS_DAYS",
            "30",
            "STORE_KEEP_DELIVERIES_DAYS",
            "400",
            "STORE_KEEP_PROFILES_DAYS",
            "60");

    retention(environment).apply(clickHouse.migrator(), "");
    clickHouse.execute("OPTIMIZE TABLE hits FINAL");

    assertThat(clickHouse.number("SELECT count() FROM hits WHERE account = 'keep'")).isEqualTo(1);
    assertThat(clickHouse.number("SELECT sum(hits) FROM hits_15min WHERE account = 'keep'"))
        .isEqualTo(2);
    assertThat(ttls()).isEqualTo(7);
    retention(environment).apply(clickHouse.migrator(), "");
    retention(Map.of()).apply(clickHouse.migrator(), "");
    assertThat(ttls()).isZero();
  }

  @Test
  void everyWrongNumberOfDaysAndEveryMisspeltNameIsNamed() {
    assertThatThrownBy(
            () ->
                retention(
                    Map.of(
                        "STORE_KEEP_HITS_DAYS", "0",
                        "STORE_KEEP_DEAD_LETTERS_DAYS", "a week",
                        "STORE_KEEP_DELIVERY_DAYS", "30")))
        .hasMessage(
            """
            The configuration cannot be used:
              STORE_KEEP_HITS_DAYS: expected 1..36500, found "0"
              STORE_KEEP_DEAD_LETTERS_DAYS: expected 1..36500, found "a week"
              STORE_KEEP_DELIVERY_DAYS: no such setting; did you mean STORE_KEEP_DELIVERIES_DAYS?""");
  }

  private static Retention retention(Map<String, String> variables) {
    Environment env = new Environment(variables, Retention.PREFIX);
    Retention retention = Retention.parse(env);
    env.finish();
    return retention;
  }

  private static long ttls() {
    return clickHouse.number(
        "SELECT count() FROM system.tables WHERE database = 'trueopen'"
            + " AND create_table_query LIKE '%TTL%INTERVAL%'"
            + " OR database = 'trueopen' AND create_table_query LIKE '%TTL%toIntervalDay%'");
  }
}
