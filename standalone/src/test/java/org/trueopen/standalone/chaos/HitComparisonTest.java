package org.trueopen.standalone.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.demo.HitAttempt;
import org.trueopen.standalone.demo.HitTarget;
import org.trueopen.standalone.demo.PlannedHit;

class HitComparisonTest {

  private final List<HitAttempt> attempts = new ArrayList<>();
  private final HitCount count = new HitCount();

  private static HitTarget pixel(String delivery) {
    return new HitTarget(delivery, PlannedHit.Kind.OPEN, -1);
  }

  private void asked(String delivery, long at, boolean acknowledged) {
    attempts.add(new HitAttempt(pixel(delivery), at, at + 1, acknowledged, acknowledged ? 200 : 0));
  }

  private HitComparison compare() {
    return HitComparison.of(attempts, count, attempt -> attempt.sentAt() >= 100);
  }

  @Test
  void whatWasAcknowledgedMustBeThereAndWhatWasNotMayBe() {
    asked("there", 1, true);
    asked("gone", 2, true);
    asked("unanswered-there", 3, false);
    asked("unanswered-gone", 4, false);
    count.add(pixel("there"), 1, 1);
    count.add(pixel("unanswered-there"), 1, 1);

    assertThat(compare().missing()).containsExactly(attempts.get(1));
    assertThat(compare().doubled()).isZero();
  }

  @Test
  void whatWasAskedForTwiceMayBeThereTwice() {
    asked("reopened", 1, true);
    asked("reopened", 2, true);
    count.add(pixel("reopened"), 2, 2);

    assertThat(compare()).isEqualTo(new HitComparison(List.of(), 0));
  }

  @Test
  void ofTwoTheOneThatMayBeLostIsTakenForTheMissingOne() {
    asked("reopened", 1, true);
    asked("reopened", 100, true);
    count.add(pixel("reopened"), 1, 1);

    assertThat(compare().missing()).containsExactly(attempts.get(1));
  }

  @Test
  void aHitThatStandsThereTwiceIsDoubled() {
    asked("twice", 1, true);
    asked("reopened", 2, true);
    asked("reopened", 3, true);
    // One of the two is gone and the other there twice, which only its id tells.
    count.add(pixel("twice"), 1, 2);
    count.add(pixel("reopened"), 1, 2);

    assertThat(compare().doubled()).isEqualTo(2);
    assertThat(compare().missing()).hasSize(1);
  }

  @Test
  void moreHitsThanRequestsAreDoubled() {
    asked("once", 1, true);
    count.add(pixel("once"), 2, 2);
    count.add(pixel("never"), 1, 1);

    assertThat(compare().doubled()).isEqualTo(2);
  }
}
