package org.trueopen.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryLimitsTest {

  private final AtomicLong now = new AtomicLong();
  private final DeliveryLimits limits =
      new DeliveryLimits(new LimitConfig(1, 1, 60, 600), now::get);

  @Test
  void aNetworkThatFloodsADeliveryDoesNotSuppressTheHitsOfAnother() {
    assertThat(admitted("d1", "203.0.113.9", 10_000)).isEqualTo(60);

    assertThat(limits.admits("d1", "203.0.113.77")).as("same /24").isFalse();
    assertThat(limits.admits("d1", "198.51.100.1")).as("another network").isTrue();
    assertThat(limits.admits("d1", "2001:db8::1")).as("another network").isTrue();
    assertThat(limits.admits("d2", "203.0.113.9")).as("another delivery").isTrue();
  }

  @Test
  void manyNetworksTogetherReachTheBoundOfTheDelivery() {
    int admitted = IntStream.range(0, 20).map(i -> admitted("d1", "203.0." + i + ".9", 100)).sum();

    assertThat(admitted).isEqualTo(600);
    assertThat(limits.admits("d1", "198.51.100.1")).isFalse();
    assertThat(limits.admits("d2", "198.51.100.1")).isTrue();
  }

  @Test
  void theAllowancesComeBack() {
    admitted("d1", "203.0.113.9", 100);

    now.addAndGet(Duration.ofMillis(10_100).toNanos());

    assertThat(admitted("d1", "203.0.113.9", 100)).isEqualTo(1);
  }

  private int admitted(String delivery, String address, int hits) {
    return (int) IntStream.range(0, hits).filter(i -> limits.admits(delivery, address)).count();
  }
}
