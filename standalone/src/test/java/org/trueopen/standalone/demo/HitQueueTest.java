package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.demo.PlannedHit.Kind;

class HitQueueTest {

  private static final Instant START = Instant.parse("2026-11-03T12:00:00Z");

  private static DueHit at(int second) {
    var hit =
        new PlannedHit(
            Duration.ZERO,
            Duration.ZERO,
            Kind.OPEN,
            -1,
            "GET",
            "203.0.113.9",
            PrivacyPreload.AGENT,
            TrueClass.PRIVACY_PRELOAD);
    return new DueHit(START.plusSeconds(second), second, "/o/" + second + ".gif", hit);
  }

  @Test
  void hitsComeOutWhenDueSoonestFirst() {
    var queue = new HitQueue(10);
    queue.addDroppingOldest(at(5));
    queue.addDroppingOldest(at(1));

    assertThat(queue.pollDue(START)).isEmpty();
    assertThat(queue.nextDue()).contains(START.plusSeconds(1));
    assertThat(queue.pollDue(START.plusSeconds(9))).contains(at(1));
    assertThat(queue.pollDue(START.plusSeconds(9))).contains(at(5));
    assertThat(queue.size()).isZero();
  }

  @Test
  void fullQueueDropsTheOneDueFirstAndSaysSo() {
    var queue = new HitQueue(2);

    assertThat(queue.addDroppingOldest(at(1))).isFalse();
    assertThat(queue.addDroppingOldest(at(2))).isFalse();
    assertThat(queue.addDroppingOldest(at(3))).isTrue();

    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.nextDue()).contains(START.plusSeconds(2));
  }
}
