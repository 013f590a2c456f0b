package org.trueopen.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.chaos.JobFaults.Strike;

class JobFaultsTest {

  private static final List<String> PARTS = List.of("kafka", "jobmanager", "taskmanager-1");

  @Test
  void theSeedDecides() {
    assertThat(strikes(7, 30)).isEqualTo(strikes(7, 30)).isNotEqualTo(strikes(8, 30));
  }

  @Test
  void everyPartComesBeforeAnyComesAgain() {
    assertThat(strikes(1, 6).subList(0, 3))
        .extracting(Strike::part)
        .containsExactlyInAnyOrderElementsOf(PARTS);
    assertThat(strikes(1, 6).subList(3, 6))
        .extracting(Strike::part)
        .containsExactlyInAnyOrderElementsOf(PARTS);
  }

  @Test
  void someComeInHasteAndNoneAfterMoreThanHalfAMinute() {
    assertThat(strikes(1, 100))
        .anyMatch(Strike::hasty)
        .allMatch(strike -> !strike.hasty() || strike.calm().toSeconds() <= 3)
        .allMatch(strike -> strike.calm().toSeconds() >= 1 && strike.calm().toSeconds() <= 30);
  }

  private static List<Strike> strikes(long seed, int count) {
    JobFaults faults = new JobFaults(PARTS, seed);
    return Stream.generate(faults::next).limit(count).toList();
  }
}
