package org.trueopen.ingest.hit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class HitIdsTest {

  private static final long NOW = 1_795_000_000_123L;

  private final HitIds ids = new HitIds();

  @Test
  void anIdIsAUlidOfItsTime() {
    String id = ids.next(NOW);

    assertThat(Ulid.isValid(id)).isTrue();
    assertThat(Ulid.from(id).getTime()).isEqualTo(NOW);
    assertThat(Ulid.from(id)).hasToString(id);
  }

  @Test
  void idsOfOneThreadRiseEvenIfTheClockIsSetBack() {
    String last = "";
    for (int i = 0; i < 10_000; i++) {
      String id = ids.next(i % 7 == 0 ? NOW - 1000 : NOW + i / 100);
      assertThat(id).isGreaterThan(last);
      last = id;
    }
  }

  @Test
  void threadsMakeDifferentIdsInTheSameMillisecond() throws InterruptedException {
    Set<String> all = ConcurrentHashMap.newKeySet();
    Set<Thread> threads = new HashSet<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int made = 0; made < 10_000; made++) {
                      all.add(ids.next(NOW));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(all).hasSize(80_000);
  }
}
