package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trueopen.store.generation.CarriedOver;
import org.trueopen.store.generation.Generation;
import org.trueopen.store.generation.Generations;
import org.trueopen.store.generation.ShownGeneration;

/** Generations beside what the running job writes, on the real engine and with its real users. */
class GenerationsTest {

  private static final Instant CUT = Instant.parse("2026-11-01T12:00:00Z");
  private static TestClickHouse clickHouse;

  /** Later with every look, so that no two things are done at the same time. */
  private static final InstantSource CLOCK =
      new InstantSource() {
        private Instant now = Instant.parse("2026-11-26T08:00:00Z");

        @Override
        public synchronized Instant instant() {
          now = now.plusMillis(10);
          return now;
        }
      };

  private static Generations generations;

  @BeforeAll
  static void start() {
    clickHouse = TestClickHouse.start();
    Migrator.migrate(clickHouse.migrator());
    generations = new Generations(clickHouse.migrator(), CLOCK);
  }

  @AfterAll
  static void stop() {
    clickHouse.close();
  }

  @AfterEach
  void dropAll() {
    generations.showDefault();
    generations.list().forEach(generations::drop);
    clickHouse.truncateAll();
  }

  @Test
  void whatTheTopicsNoLongerHoldIsCarriedOverAsItStoodAtThatMoment() {
    clickHouse.insert("deliveries", "c1", delivery("old"), delivery("new"), delivery("later"));
    clickHouse.insert("engagement", "c2", standing("old", 0, 1), standing("new", 1, 1));
    clickHouse.insert(
        "engagement",
        "c3",
        after(standing("later", 0, 1)),
        after(standing("old", 0, -1)),
        after(standing("old", 1, 1)));
    clickHouse.insert("hits", "c4", hit("old", "h1", "PERSON"), hit("new", "h2", "PERSON"));
    clickHouse.insert(
        "hits", "c5", after(hit("old", "h3", "PERSON")), hit("all-0", "h4", "DECLARED_BOT"));
    Generation begun = begin("carried");
    TestClickHouse.execute(
        job(begun),
        "INSERT INTO deliveries (account, delivery_id, sent_at) VALUES ('demo', 'new', '2026-11-01 10:00:00')");
    TestClickHouse.execute(
        job(begun),
        "INSERT INTO hits (account, delivery_id, hit_id, at, kind, verdict, sign) VALUES"
            + " ('demo', 'new', 'h2', '2026-11-01 10:59:59', 'OPEN', 'SECURITY_SCANNER', 1)");

    Generation.Counts counts = new CarriedOver(clickHouse.migrator(), begun).bring(3);

    assertThat(counts).isEqualTo(new Generation.Counts(1, 1, 1, 2, 3));
    assertThat(text("SELECT hit_id, verdict FROM %s.hits ORDER BY hit_id", begun))
        .isEqualTo("h1\tPERSON\nh2\tSECURITY_SCANNER\nh4\tDECLARED_BOT\n");
    assertThat(text("SELECT sum(sign), sum(sign * opens) FROM %s.engagement", begun))
        .isEqualTo("1\t0\n");
    assertThat(text("SELECT sum(hits) FROM %s.hits_15min", begun)).isEqualTo("3\n");
    assertThat(clickHouse.number("SELECT count() FROM hits")).isEqualTo(4);
  }

  @Test
  void whoWasErasedStaysErasedInAGenerationThatIsBeingMade() {
    clickHouse.insert("deliveries", "e1", delivery("mine"), delivery("later-again"));
    Generation begun = begin("erased");
    new Erasure(clickHouse.eraser(), InstantSource.fixed(Instant.parse("2026-11-01T11:00:00Z")))
        .erase("demo", 7);
    // The run had read it before.
    TestClickHouse.execute(
        job(begun),
        "INSERT INTO deliveries (account, delivery_id, recipient_key, sent_at) VALUES"
            + " ('demo', 'mine', 7, '2026-11-01 10:00:00'),"
            + " ('demo', 'wanted-again', 7, '2026-11-01 11:30:00')");

    new CarriedOver(clickHouse.migrator(), begun).bring(0);

    assertThat(text("SELECT delivery_id FROM %s.deliveries", begun)).isEqualTo("wanted-again\n");
  }

  @Test
  void anErasureReachesEveryGeneration() {
    Generation begun = begin("reached");
    TestClickHouse.execute(
        job(begun),
        "INSERT INTO deliveries (account, delivery_id, recipient_key, sent_at) VALUES"
            + " ('demo', 'mine', 7, '2026-11-01 10:00:00')");

    Erasure.Receipt receipt = new Erasure(clickHouse.eraser()).erase("demo", 7);

    assertThat(receipt.rows()).containsEntry("deliveries", 1L);
    assertThat(receipt.left()).isZero();
    assertThat(text("SELECT count() FROM %s.deliveries", begun)).isEqualTo("0\n");
    assertThat(clickHouse.number("SELECT count() FROM erased_recipients")).isEqualTo(1);
  }

  @Test
  void whatIsShownIsWhatWasSwitchedToLastAndStillThere() {
    assertThat(generations.shown()).isEmpty();
    Generation begun = begin("strict");
    generations.show(begun);
    assertThat(generations.shown()).as("it is not finished").isEmpty();

    generations.finish(begun, new Generation.Counts(1, 2, 3, 4, 5));
    Generation finished = generations.find("strict").orElseThrow();
    assertThat(generations.shown()).as("it was another one when that was said").isEmpty();
    generations.show(finished);
    assertThat(generations.shown()).contains(finished);
    assertThat(new ShownGeneration(clickHouse.admin(), CLOCK).now()).contains(finished);

    generations.drop(finished);
    Generation other = begin("other");
    generations.finish(other, new Generation.Counts(0, 0, 0, 0, 0));
    assertThat(other.database()).isEqualTo(finished.database());
    assertThat(generations.shown()).as("another one, in that database").isEmpty();
  }

  @Test
  void thereAreNoMoreThanThereAreDatabasesAndADroppedOneMakesRoom() {
    for (String name : List.of("one", "two", "three")) {
      begin(name);
    }
    assertThat(generations.begin("four", "1", CUT, "")).isEmpty();

    generations.drop(generations.find("two").orElseThrow());

    assertThat(begin("four").database()).isEqualTo(StoreConfig.GENERATIONS.get(1));
  }

  @Test
  void aGenerationKeepsItsRowsNoLongerThanTheOthersAreKept() {
    Retention thirtyDays = new Retention(Map.of(Retention.Kind.HITS, 30));
    thirtyDays.apply(clickHouse.migrator(), "");
    try {
      Generation begun = begin("kept");
      assertThat(
              text(
                  "SELECT create_table_query LIKE '%%toIntervalDay(30)%%' FROM system.tables WHERE database = '%1$s' AND name IN ('hits', 'late_hits')",
                  begun))
          .isEqualTo("1\n1\n");
    } finally {
      new Retention(Map.of()).apply(clickHouse.migrator(), "");
    }
  }

  @Test
  void usersMayInAGenerationWhatTheyMayBesideItAndNothingElsewhere() throws Exception {
    Generation begun = begin("users");
    TestClickHouse.execute(
        job(begun),
        "INSERT INTO hits (account, hit_id, at, sign) VALUES ('demo', 'a', '2026-11-01 10:00:00', 1),"
            + " ('foreign', 'b', '2026-11-01 10:00:00', 1)");
    try (FormattedQueries queries = new FormattedQueries(clickHouse.admin())) {
      String sql = Queries.in(begun.database(), "SELECT account FROM trueopen.hits");
      assertThat(read(queries.askFor("foreign", sql, Map.of(), "TSV"))).isEqualTo("foreign\n");
    }
    for (String sql :
        List.of("SELECT count() FROM hits", "DROP TABLE hits", "TRUNCATE TABLE hits")) {
      assertDenied(job(begun), sql);
    }
    assertDenied(
        clickHouse.admin(), "INSERT INTO " + begun.database() + ".hits (account) VALUES ('demo')");
    assertDenied(clickHouse.admin(), "DROP DATABASE " + begun.database());
    assertDenied(clickHouse.eraser(), "SELECT recipient FROM " + begun.database() + ".deliveries");
    assertDenied(clickHouse.migrator(), "CREATE DATABASE trueopen_other");
  }

  @Test
  void everyQueryIsAskedOfTheGenerationButForWhatNoGenerationHas() {
    assertThat(
            Queries.in(
                "trueopen_g1",
                "SELECT 'trueopen' FROM trueopen.hits JOIN trueopen.hits_15min, trueopen.settings_changes"))
        .isEqualTo(
            "SELECT 'trueopen' FROM trueopen_g1.hits JOIN trueopen_g1.hits_15min, trueopen.settings_changes");
    assertThat(Queries.in("trueopen", "SELECT 1 FROM trueopen.hits"))
        .isEqualTo("SELECT 1 FROM trueopen.hits");
    assertThat(Queries.in("trueopen_g2", Queries.load("pulse")))
        .contains("FROM trueopen_g2.engagement_15min", "FROM trueopen.settings_changes");
  }

  private Generation begin(String name) {
    return generations.begin(name, "2026.11", CUT, "hits/0 1-2").orElseThrow();
  }

  private static StoreConfig job(Generation generation) {
    return clickHouse.job().withDatabase(generation.database());
  }

  private static String delivery(String id) {
    return "{\"account\":\"demo\",\"delivery_id\":\"%s\",\"recipient_key\":7,\"sent_at\":\"2026-11-01 10:00:00\"}"
        .formatted(id);
  }

  private static String standing(String delivery, int opens, int sign) {
    return Rows.engagement(delivery, opens, sign);
  }

  private static String hit(String delivery, String id, String verdict) {
    return Rows.hit(id, verdict, 1).replace("\"d1\"", '"' + delivery + '"');
  }

  /** Stated after the moment that counts. */
  private static String after(String row) {
    return row.replaceAll("(judged_at|changed_at)\":\"[^\"]*", "$1\":\"2026-11-01 12:00:00.001");
  }

  private static String text(String sql, Generation generation) {
    try (FormattedQueries queries = new FormattedQueries(clickHouse.admin())) {
      return read(queries.ask(sql.formatted(generation.database()), Map.of(), "TSV", Map.of()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(InputStream answer) throws IOException {
    try (answer) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertDenied(StoreConfig user, String sql) {
    assertThatThrownBy(() -> TestClickHouse.execute(user, sql))
        .as(user.user() + ": " + sql)
        .hasMessageContaining("ACCESS_DENIED");
  }
}
