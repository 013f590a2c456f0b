package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreWatchTest {

  private static final Duration MOMENT = Duration.ofMillis(50);

  /** Enough for a busy machine to answer in. */
  private static final Duration TRIVIAL = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String SLOW = "SELECT slow";

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private volatile boolean frozen;
  private long now;
  private final StoreWatch watch =
      new StoreWatch(
          () -> store("SELECT 1").equals("1"),
          new StoreWatch.Limits(MOMENT, TRIVIAL, PAUSE),
          () -> now);

  @AfterEach
  void close() {
    end.countDown();
    watch.close();
  }

  @Test
  void whatTheStoreAnswersIsPassedOn() {
    assertThat(ask("SELECT fast")).isEqualTo("1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void aSlowQuestionIsWaitedForAsLongAsTheStoreSpeaks() {
    Thread.startVirtualThread(
        () -> {
          Awaitility.await().until(() -> asked.get() >= 4);
          end.countDown();
        });

    assertThat(ask(SLOW)).isEqualTo("1");
    assertThat(asked).hasValueGreaterThanOrEqualTo(4);
  }

  @Test
  void aSilentStoreIsToldAndNotAskedForAWhile() {
    frozen = true;
    assertSilent();
    assertThat(asked).hasValue(2);
    now += PAUSE.toNanos() - 1;
    assertSilent();
    assertThat(asked).hasValue(2);

    now += 1;
    assertSilent();
    // Only the trivial question.
    assertThat(asked).hasValue(3);
    frozen = false;
    now += PAUSE.toNanos();
    assertThat(ask("SELECT fast")).isEqualTo("1");
  }

  @Test
  void whatASilentStoreWasAskedIsGivenUp() {
    frozen = true;
    assertSilent();

    // The question and the trivial one: nothing waits for a store that may never answer.
    Awaitility.await().untilAsserted(() -> assertThat(interrupted).hasValue(2));
  }

  @Test
  void aRefusalIsToldAsItIs() {
    assertThatThrownBy(() -> ask("SELECT refused"))
        .isInstanceOf(ReportsUnavailableException.class)
        .hasMessage("ClickHouse: no such table");
  }

  private void assertSilent() {
    assertThatThrownBy(() -> ask("SELECT fast"))
        .isInstanceOf(ReportsUnavailableException.class)
        .hasMessageContaining("does not even answer");
  }

  private String ask(String sql) {
    return watch.watched(() -> store(sql));
  }

  private String store(String sql) {
    asked.incrementAndGet();
    try {
      if (frozen || sql.equals(SLOW)) {
        end.await();
      }
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
      throw ReportsUnavailableException.of(e);
    }
    if (sql.contains("refused")) {
      throw new ReportsUnavailableException("ClickHouse: no such table", new IOException());
    }
    return "1";
  }
}
