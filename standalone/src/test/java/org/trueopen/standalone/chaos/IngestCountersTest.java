package org.trueopen.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.chaos.CounterWatch.Sample;
import org.trueopen.standalone.demo.HitAttempt;
import org.trueopen.standalone.demo.HitTarget;
import org.trueopen.standalone.demo.PlannedHit;

class IngestCountersTest {

  @Test
  void countersAreReadWithAndWithoutAJournal() {
    String numbers = "\"received\":9,\"recorded\":5,\"rejected\":1,\"ignored\":0,\"lost\":2";

    assertThat(IngestCounters.parse("{" + numbers + "}"))
        .contains(new IngestCounters(9, 5, 1, 0, 2, null));
    assertThat(
            IngestCounters.parse(
                "{" + numbers + ",\"journal\":{\"bytes\":300,\"hits\":3,\"oldestSeconds\":4}}"))
        .contains(new IngestCounters(9, 5, 1, 0, 2, new IngestCounters.Journal(300, 3, 4)));
    assertThat(new IngestCounters(9, 5, 1, 0, 2, null).open()).isEqualTo(1);
  }

  @Test
  void whatIsNoCountersIsNone() {
    assertThat(IngestCounters.parse("not found")).isEmpty();
    assertThat(IngestCounters.parse("{}")).isEmpty();
    assertThat(IngestCounters.parse("")).isEmpty();
  }

  /** Each process counts from its own start. */
  @Test
  void lossesOfSeveralProcessesAddUp() {
    List<Sample> samples =
        List.of(
            new Sample(10, 1, new IngestCounters(5, 4, 0, 0, 1, null)),
            new Sample(20, 1, new IngestCounters(9, 6, 0, 0, 3, null)),
            new Sample(30, 2, new IngestCounters(2, 0, 0, 0, 2, null)));

    assertThat(CounterWatch.lostBy(samples, 15)).isEqualTo(1);
    assertThat(CounterWatch.lostBy(samples, 30)).isEqualTo(5);
    assertThat(CounterWatch.lastWords(samples)).containsOnlyKeys(1L, 2L);
  }

  @Test
  void latencyIsThatOfProperAnswers() {
    HitTarget target = new HitTarget("d", PlannedHit.Kind.CLICK, 0);
    List<HitAttempt> attempts =
        java.util.stream.LongStream.rangeClosed(1, 200)
            .mapToObj(ms -> new HitAttempt(target, 0, ms * 1_000_000, ms < 200, 302))
            .toList();

    assertThat(Latency.of(attempts)).isEqualTo(new Latency(198, 199));
    assertThat(Latency.of(List.of())).isEqualTo(new Latency(0, 0));
  }
}
