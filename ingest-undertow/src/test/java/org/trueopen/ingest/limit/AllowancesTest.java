package org.trueopen.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllowancesTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5 * SECOND); // nanoTime wraps

  @Property(tries = 200)
  void neverAdmitsMoreThanTheBurstAndItsRefill(
      @ForAll @IntRange(min = 1, max = 50) int burst,
      @ForAll @IntRange(min = 1, max = 100) int perSecond,
      @ForAll @Size(min = 1, max = 300) List<@IntRange(max = 200) Integer> pausesMs) {
    Allowances allowances = allowances(1 << 8, burst, SECOND / perSecond);
    long start = now.get();
    int admitted = 0;
    for (int pause : pausesMs) {
      now.addAndGet(pause * SECOND / 1000);
      admitted += allowances.admit(7) ? 1 : 0;
      double seconds = (now.get() - start) / (double) SECOND;
      assertThat(admitted).isLessThanOrEqualTo((int) Math.floor(burst + perSecond * seconds));
    }
  }

  @Property(tries = 50)
  void whoKeepsToTheRateIsNeverRefused(
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @IntRange(min = 1, max = 1000) int perSecond) {
    Allowances allowances = allowances(1 << 8, burst, SECOND / perSecond);
    for (int i = 0; i < 500; i++) {
      assertThat(allowances.admit(7)).isTrue();
      now.addAndGet(SECOND / perSecond + (1 << 15)); // two ticks for rounding
    }
  }

  @Test
  void theBurstIsThereAtOnceAndComesBackAtTheRate() {
    Allowances allowances = allowances(1 << 8, 3, SECOND);

    assertThat(admitted(allowances, 7, 10)).isEqualTo(3);
    now.addAndGet(SECOND + SECOND / 10);
    assertThat(admitted(allowances, 7, 10)).isEqualTo(1);
    now.addAndGet(100 * SECOND);
    assertThat(admitted(allowances, 7, 10)).isEqualTo(3);
  }

  /**
   * With every cell spent by a flood, a new key is refused if one of the four in its bucket has its
   * tag: 4 / 2^20, so 0.4 of 100,000 are expected; 6 or more would come by chance once in 30,000
   * runs, and the seed is fixed.
   */
  @Test
  void aFirstRequestIsHardlyEverRefusedHoweverManyHaveSpentTheirAllowance() {
    Allowances allowances = allowances(1 << 12, 5, SECOND);
    for (int key = 0; key < 40_000; key++) {
      admitted(allowances, key, 5);
    }

    long refused =
        IntStream.range(0, 100_000).filter(key -> !allowances.admit(1_000_000 + key)).count();

    assertThat(refused).isLessThan(6);
  }

  /** 500 of 1024 cells: a bucket holds more than four with a probability of about 5 in 100. */
  @Test
  void whoHasSpentTheirAllowanceStaysRefusedWhileOthersCome() {
    Allowances allowances = allowances(1 << 10, 5, SECOND);
    IntStream.range(0, 10).forEach(key -> admitted(allowances, key, 5));

    IntStream.range(1000, 1500).forEach(allowances::admit);

    long forgotten = IntStream.range(0, 10).filter(allowances::admit).count();
    assertThat(forgotten).isZero();
  }

  @Test
  void manyThreadsTogetherGetNoMoreThanTheBurst() {
    Allowances allowances = allowances(1 << 8, 1000, SECOND);

    List<CompletableFuture<Integer>> threads =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> admitted(allowances, 7, 5000)))
            .toList();

    assertThat(threads.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(1000);
  }

  @Test
  void aTableThatIsNoPowerOfTwoIsRefused() {
    assertThatThrownBy(() -> allowances(1000, 1, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000");
  }

  private static int admitted(Allowances allowances, long key, int requests) {
    return (int) IntStream.range(0, requests).filter(i -> allowances.admit(key)).count();
  }

  private Allowances allowances(int cells, int burst, long intervalNanos) {
    return new Allowances(
        cells, burst, Duration.ofNanos(intervalNanos), now::get, new SplittableRandom(42));
  }
}
