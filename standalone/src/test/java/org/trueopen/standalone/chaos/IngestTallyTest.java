package org.trueopen.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.chaos.FaultRun.End;
import org.trueopen.standalone.chaos.IngestTally.ProcessCount;
import org.trueopen.standalone.chaos.IngestTally.Sums;
import org.trueopen.standalone.demo.HitAttempt;
import org.trueopen.standalone.demo.HitTarget;
import org.trueopen.standalone.demo.PlannedHit;

class IngestTallyTest {

  private static final List<Phase> PHASES =
      List.of(
          new Phase(null, 0, 100),
          new Phase(Fault.FREEZE_BROKER, 100, 200),
          new Phase(Fault.FILL_JOURNAL, 200, 300));

  private static final HitComparison ALL_THERE = new HitComparison(List.of(), 0);

  private static final Sums SUMS = new Sums(9, 2, 0, 9, 9, 5, 5, 4, 4);

  private static HitAttempt attempt(long at) {
    return new HitAttempt(new HitTarget("d", PlannedHit.Kind.OPEN, -1), at, at + 1, true, 200);
  }

  private static IngestCounters lost(long lost) {
    return new IngestCounters(9 + lost, 9, 0, 0, lost, null);
  }

  private static List<String> problems(HitComparison found, Sums sums, ProcessCount process) {
    return new IngestTally(List.of(), PHASES, found, found, sums, List.of(process)).problems();
  }

  private static List<String> missing(long at, long lost) {
    return problems(
        new HitComparison(List.of(attempt(at)), 0),
        SUMS,
        new ProcessCount(1, End.RUNNING, lost(lost)));
  }

  @Test
  void aFullDiskMayLoseWhatIngestCountsAndNothingElse() {
    assertThat(missing(250, 1)).isEmpty();
    assertThat(missing(250, 0))
        .containsExactly(
            "1 hits of the full disk are missing in Kafka, more than counted as lost",
            "1 hits of the full disk are missing in ClickHouse, more than counted as lost");
  }

  @Test
  void aFrozenBrokerMayLoseNothingEvenIfItIsCounted() {
    assertThat(missing(150, 1))
        .containsExactly(
            "1 acknowledged hits are missing in Kafka, and no full disk is why",
            "1 acknowledged hits are missing in ClickHouse, and no full disk is why");
  }

  @Test
  void aProcessThatWasKilledNeedNotAddUpAndTheLastOneMust() {
    IngestCounters open = new IngestCounters(10, 9, 0, 0, 0, null);

    assertThat(problems(ALL_THERE, SUMS, new ProcessCount(1, End.KILLED, open))).isEmpty();
    assertThat(problems(ALL_THERE, SUMS, new ProcessCount(1, End.STOPPED, open))).isEmpty();
    assertThat(problems(ALL_THERE, SUMS, new ProcessCount(1, End.RUNNING, open))).hasSize(1);
  }

  @Test
  void aLoadThatIngestRefusedProvesNothing() {
    IngestCounters refused = new IngestCounters(10, 1, 9, 0, 0, null);

    assertThat(problems(ALL_THERE, SUMS, new ProcessCount(1, End.RUNNING, refused)))
        .containsExactly(
            "ingest rejected or ignored requests, so what was counted is not what was asked for");
  }

  @Test
  void sumsThatDifferAreNamed() {
    ProcessCount well = new ProcessCount(1, End.RUNNING, lost(0));

    assertThat(problems(ALL_THERE, SUMS, well)).isEmpty();
    assertThat(problems(ALL_THERE, new Sums(10, 0, 1, 9, 8, 5, 4, 4, 4), well))
        .containsExactly(
            "Kafka holds records that are no hits",
            "Kafka and ClickHouse hold different hits",
            "the hourly rollup has another sum",
            "engagement has other sums than the hits");
    assertThat(problems(new HitComparison(List.of(), 1), SUMS, well))
        .containsExactly(
            "Kafka holds more hits than were asked for", "ClickHouse holds hits more than once");
  }
}
