package org.trueopen.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.benchmarks.BenchException;

class FiguresTest {

  @Test
  void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    Spread spread = Spread.of(List.of(4.0, 1.0, 3.0, 2.0));
    assertThat(spread).isEqualTo(new Spread(1, 1.75, 2.5, 3.25, 4));
  }

  @Test
  void processNameWithBlanksAndParenthesesDoesNotShiftTheFields() {
    String stat =
        "12 (C2 (odd) Thre) S 1 1 1 0 -1 4194304 111 0 0 0 70 30 5 6 20 0 1 0 72957 3133440";
    assertThat(ProcStat.ticks(stat)).isEqualTo(100);
  }

  @Test
  void figuresOfWrkAreFoundAmongItsProse() {
    Wrk.Load load =
        Wrk.Load.parse(
            """
            Running 4s test @ http://127.0.0.1:34080/
              2 requests in 4.00s
            figures requests=8000 micros=4000000 bytes=800000 status=1 errors=2 p50=1500 p99=20000
            """);
    assertThat(load).isEqualTo(new Wrk.Load(8000, 4, 800_000, 1, 2, 1.5, 20));
    assertThat(load.perSecond()).isEqualTo(2000);
  }

  @Test
  void wrkWithoutFiguresIsAnErrorThatShowsWhatItSaid() {
    assertThatThrownBy(() -> Wrk.Load.parse("unable to connect"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("unable to connect");
  }

  @Test
  void goalIsJudgedByMustAndAim() {
    Goal goal = new Goal(512, Variant.NGINX, 1.7, 1.45);
    assertThat(goal.judge(1.4)).isEqualTo("must met, aim met");
    assertThat(goal.judge(1.5)).isEqualTo("must met, aim not met");
    assertThat(goal.judge(1.8)).isEqualTo("**must not met**");
  }
}
