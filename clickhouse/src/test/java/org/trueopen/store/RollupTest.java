package org.trueopen.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollupTest {
  private final TestClickHouse clickHouse = TestClickHouse.shared();

  @BeforeEach
  void empty() {
    clickHouse.truncateAll();
  }

  @Test
  void aCorrectedVerdictMovesTheHitFromOneClassToTheOther() {
    clickHouse.insert("hits", "moves-1", Rows.hit("h1", "PERSON", 1), Rows.hit("h2", "PERSON", 1));
    clickHouse.insert(
        "hits", "moves-2", Rows.hit("h1", "PERSON", -1), Rows.hit("h1", "SECURITY_SCANNER", 1));

    assertThat(
            rows(
                "SELECT concat(toString(hour), ' ', verdict, ' ', toString(sum(hits) AS n))"
                    + " FROM hits_hourly GROUP BY hour, verdict HAVING n != 0 ORDER BY verdict"))
        .containsExactly("2026-11-01 10:00:00 PERSON 1", "2026-11-01 10:00:00 SECURITY_SCANNER 1");
    assertThat(
            rows(
                "SELECT concat(hit_id, ' ', verdict) FROM hits GROUP BY hit_id, verdict"
                    + " HAVING sum(sign) > 0 ORDER BY hit_id"))
        .containsExactly("h1 SECURITY_SCANNER", "h2 PERSON");
  }

  @Test
  void aFullyRetractedHitLeavesNoRowInTheRollupOnceMerged() {
    clickHouse.insert("hits", "retract-1", Rows.hit("h1", "PERSON", 1));
    clickHouse.insert("hits", "retract-2", Rows.hit("h1", "PERSON", -1));
    assertThat(clickHouse.number("SELECT sum(hits) FROM hits_hourly")).isZero();
    clickHouse.execute("OPTIMIZE TABLE hits_15min FINAL");
    assertThat(clickHouse.number("SELECT count() FROM hits_15min")).isZero();
  }

  @Test
  void engagementSumsMeasuresBySign() {
    clickHouse.insert(
        "engagement", "eng-1", Rows.engagement("d1", 0, 1), Rows.engagement("d2", 0, 1));
    clickHouse.insert(
        "engagement", "eng-2", Rows.engagement("d1", 0, -1), Rows.engagement("d1", 1, 1));
    clickHouse.insert(
        "engagement", "eng-3", Rows.engagement("d1", 1, -1), Rows.engagement("d1", 3, 1));
    String sums =
        "SELECT concat(toString(sum(deliveries)), ' ', toString(sum(opens_trackable)), ' ',"
            + " toString(sum(raw_opened)), ' ', toString(sum(opened)), ' ', toString(sum(opens)))"
            + " FROM engagement_hourly";
    assertThat(rows(sums)).containsExactly("2 2 1 1 3");
    clickHouse.execute("OPTIMIZE TABLE engagement_15min FINAL");
    assertThat(rows(sums)).containsExactly("2 2 1 1 3");
    assertThat(clickHouse.number("SELECT count() FROM engagement_15min")).isEqualTo(1);
  }

  @Test
  void theRollupHasEveryMeasureOfTheChangelog() {
    assertThat(
            rows(
                "SELECT name FROM system.columns WHERE database = 'trueopen'"
                    + " AND table = 'engagement_15min'"))
        .containsAll(
            rows(
                "SELECT name FROM system.columns WHERE database = 'trueopen'"
                    + " AND table = 'engagement' AND type LIKE 'UInt%'"));
  }

  private List<String> rows(String sql) {
    return clickHouse.query(sql).stream().map(row -> row.getString(1)).toList();
  }
}
