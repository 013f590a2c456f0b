package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.trueopen.id.AccountId;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.Migrator;
import org.trueopen.store.TestClickHouse;
import org.trueopen.store.generation.Generation;
import org.trueopen.store.generation.Generations;
import org.trueopen.store.generation.ShownGeneration;

/** The same reports of what the job has written and of what was judged anew, on the real engine. */
class GenerationSwitchTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:15:00Z");
  private static final AccountId ACCOUNT = new AccountId("switch");
  private static TestClickHouse clickHouse;
  private static FormattedQueries queries;
  private Instant time = NOW;

  @BeforeAll
  static void start() {
    clickHouse = TestClickHouse.start();
    Migrator.migrate(clickHouse.migrator());
    queries = new FormattedQueries(clickHouse.admin());
  }

  @AfterAll
  static void stop() {
    queries.close();
    clickHouse.close();
  }

  @Test
  void aSwitchShowsTheOtherGenerationWithinSecondsAndBackAgain() {
    standing("trueopen", "opened", 1);
    Generations generations = new Generations(clickHouse.migrator(), this::later);
    Generation begun = generations.begin("strict", "2026.11", NOW, "").orElseThrow();
    standing(begun.database(), "opened", 0);
    generations.finish(begun, new Generation.Counts(1, 0, 0, 0, 0));
    Generation strict = generations.find("strict").orElseThrow();
    Reports reports =
        new ClickHouseReports(
            new ClickHouseAnswers(queries, new ShownGeneration(clickHouse.admin(), this::later)),
            Clock.fixed(NOW, ZoneOffset.UTC));
    Window window = Range.WEEK.endingAt(NOW, ZoneOffset.UTC);
    List<Long> pulse = reports.pulse(ACCOUNT, window, List.of());
    assertThat(reports.overview(ACCOUNT, window, Filter.NONE).totals().opened()).isEqualTo(1);
    assertThat(reports.generation()).isEmpty();

    generations.show(strict);

    Overview shown = reports.overview(ACCOUNT, window, Filter.NONE);
    assertThat(shown.totals().deliveries()).isEqualTo(1);
    assertThat(shown.totals().opened()).isZero();
    assertThat(shown.generation()).isEqualTo(strict);
    assertThat(reports.pulse(ACCOUNT, window, List.of())).isNotEqualTo(pulse);

    generations.showDefault();

    assertThat(reports.overview(ACCOUNT, window, Filter.NONE).totals().opened()).isEqualTo(1);
    assertThat(reports.pulse(ACCOUNT, window, List.of())).isEqualTo(pulse);
  }

  /** A few seconds later with each look. */
  private synchronized Instant later() {
    time = time.plusSeconds(3);
    return time;
  }

  private static void standing(String database, String figure, int value) {
    TestClickHouse.execute(
        clickHouse.job().withDatabase(database),
        """
        INSERT INTO engagement (account, delivery_id, sent_at, opens_trackable, raw_opened, %s, opens, sign)
        VALUES ('switch', 'd1', '2026-11-21 10:00:00', 1, 1, %d, %d, 1)"""
            .formatted(figure, value, value));
  }
}
