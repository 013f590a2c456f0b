package org.trueopen.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

  private static final List<Fault> ALL = List.of(Fault.values());

  @Test
  void theSeedAloneDecidesTheOrder() {
    FaultPlan plan = FaultPlan.draw(ALL, 10, 200, 7);

    assertThat(FaultPlan.draw(ALL.reversed(), 10, 200, 7)).isEqualTo(plan);
    assertThat(plan.faults()).containsExactlyInAnyOrderElementsOf(ALL);
    assertThat(List.of(1L, 2L, 3L, 4L, 5L))
        .anyMatch(seed -> !FaultPlan.draw(ALL, 10, 200, seed).equals(plan));
  }

  @Test
  void everythingIsRestartedLast() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(FaultPlan.draw(ALL, 10, 200, seed).faults().getLast())
          .isEqualTo(Fault.RESTART_ALL);
    }
  }

  @Test
  void whatTheFaultsLeaveOfTheTimeIsCalm() {
    FaultPlan ten = FaultPlan.draw(ALL, 10, 200, 1);
    FaultPlan twenty = FaultPlan.draw(ALL, 20, 200, 1);

    assertThat(ten.load().toSeconds()).isBetween(420L, 480L);
    assertThat(twenty.load().toSeconds()).isBetween(1020L, 1080L);
    assertThat(FaultPlan.draw(ALL, 1, 200, 1).calm().toSeconds()).isEqualTo(5);
  }

  @Test
  void faultsAreNamedByWords() {
    assertThat(Fault.parse("freeze-broker, kill-ingest,freeze-broker"))
        .containsExactly(Fault.FREEZE_BROKER, Fault.KILL_INGEST);
    assertThatThrownBy(() -> Fault.parse("kill-everybody"))
        .hasMessageStartingWith("--faults: expected some of kill-ingest,")
        .hasMessageEndingWith("found \"kill-everybody\"");
  }

  @Test
  void whatIsOutOfItsRangeIsNamed() {
    assertThatThrownBy(() -> FaultPlan.draw(ALL, 0, 200, 1))
        .hasMessage("--minutes: expected 1..120, found 0");
    assertThatThrownBy(() -> FaultPlan.draw(ALL, 10, 5000, 1))
        .hasMessage("--rate: expected 1..2000, found 5000");
  }
}
