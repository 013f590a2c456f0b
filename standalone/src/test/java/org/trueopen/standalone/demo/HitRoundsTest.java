package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HitRoundsTest {

  private static TrackedMail mail(int number) {
    String id = "d" + number;
    return new TrackedMail(
        id, "to", Optional.of("/o/" + id + ".gif"), List.of("/c/" + id + ".0", "/c/" + id + ".1"));
  }

  @Test
  void everyTargetIsAskedForOnceAndSomePixelsASecondTime() {
    int readers = 2 * HitRounds.REOPEN_EVERY;
    HitRounds rounds = new HitRounds(IntStream.range(0, readers).mapToObj(n -> mail(n)).toList());

    List<HitRounds.Request> asked = Stream.generate(rounds::next).limit(3L * readers + 2).toList();

    Set<HitTarget> once = new HashSet<>();
    List<HitTarget> again =
        asked.stream().map(HitRounds.Request::target).filter(t -> !once.add(t)).toList();
    assertThat(once).hasSize(3 * readers);
    assertThat(again)
        .containsExactly(
            new HitTarget("d0", PlannedHit.Kind.OPEN, -1),
            new HitTarget("d" + HitRounds.REOPEN_EVERY, PlannedHit.Kind.OPEN, -1));
    assertThat(asked.getFirst().path()).isEqualTo("/o/d0.gif");
    assertThat(rounds.next().target()).isEqualTo(asked.getFirst().target());
  }
}
