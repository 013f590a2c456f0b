package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.FakeReports;
import org.trueopen.id.AccountId;

class SharedReportsTest {

  private static final AccountId DEMO = new AccountId("demo");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Window WEEK = Range.WEEK.endingAt(NOON, ZoneOffset.UTC);

  private Instant now = NOON;
  private final FakeReports store = new FakeReports();
  private final SharedReports reports =
      new SharedReports(store, () -> ChronoUnit.NANOS.between(NOON, now));

  @Test
  void twoPagesThatAskTheSameGetTheSameAnswer() {
    Overview first = reports.overview(DEMO, WEEK, Filter.NONE);

    assertThat(reports.overview(DEMO, WEEK, Filter.NONE)).isSameAs(first);
    assertThat(reports.overview(DEMO, WEEK, Filter.campaign("spring"))).isNotSameAs(first);
    assertThat(reports.overview(new AccountId("other"), WEEK, Filter.NONE)).isNotSameAs(first);
  }

  @Test
  void figuresAreAskedForAnewOnceThePulseDiffersAndNoSoonerThanInFiveSeconds() {
    Overview before = reports.overview(DEMO, WEEK, Filter.NONE);
    store.setTotals(new Totals(100, 80, 60, 50, 30, 10, 8, 6, 35, 7, 9, 3, 5, 5, 4));
    now = now.plusSeconds(4);
    assertThat(reports.overview(DEMO, WEEK, Filter.NONE)).isSameAs(before);
    now = now.plusSeconds(1);

    assertThat(reports.overview(DEMO, WEEK, Filter.NONE).totals())
        .isNotEqualTo(before.totals())
        .isEqualTo(store.totals(DEMO, NOON, NOON, Filter.NONE));
  }

  @Test
  void figuresThatStillHoldAreAskedForAnewAfterAMinuteAsTheTimeBeforeMovesOn() {
    Overview before = reports.overview(DEMO, WEEK, Filter.NONE);
    now = now.plusSeconds(59);
    assertThat(reports.overview(DEMO, WEEK, Filter.NONE)).isSameAs(before);
    now = now.plusSeconds(5);

    assertThat(reports.overview(DEMO, WEEK, Filter.NONE)).isNotSameAs(before).isEqualTo(before);
  }

  @Test
  void aStoreThatIsGoneIsToldAndAskedAgainAtOnce() {
    store.setDown(true);
    assertThatThrownBy(() -> reports.overview(DEMO, WEEK, Filter.NONE))
        .isInstanceOf(ReportsUnavailableException.class);

    store.setDown(false);
    assertThat(reports.overview(DEMO, WEEK, Filter.NONE).window()).isEqualTo(WEEK);
  }
}
