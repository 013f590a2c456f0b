package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreWatchTest {

  private static final Duration MOMENT = Duration.ofMillis(50);

  /** Longer than any machine is busy. */
  private static final Duration AGE = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String TRIVIAL = "SELECT 1";
  private static final String SLOW = "SELECT slow";

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final List<StoreWatch> watches = new ArrayList<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private volatile boolean frozen;
  private long now;

  /** Has asked the store before it goes on: what is given up at once was asked all the same. */
  private static final class Asking extends AbstractExecutorService {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked;

    private Asking(AtomicInteger asked) {
      this.asked = asked;
    }

    @Override
    public void execute(Runnable task) {
      int before = asked.get();
      threads.execute(task);
      await().until(() -> asked.get() > before);
    }

    @Override
    public void shutdown() {
      threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
      return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
      return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
      return threads.awaitTermination(timeout, unit);
    }
  }

  @AfterEach
  void close() {
    end.countDown();
    watches.forEach(StoreWatch::close);
  }

  @Test
  void whatTheStoreAnswersIsPassedOn() {
    assertThat(ask(watch(AGE, AGE), "SELECT fast")).isEqualTo("1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void anOperatorSeesWhatWasAnsweredAndWhatFailed() {
    StoreWatch watch = watch(AGE, AGE);
    watch.measured(() -> store("SELECT fast"));
    assertThatThrownBy(() -> watch.measured(() -> store("SELECT refused")))
        .hasMessage("ClickHouse: no such table");

    for (String outcome : new String[] {"answered", "failed"}) {
      assertThat(
              meters
                  .get("trueopen.admin.clickhouse.queries")
                  .tag("outcome", outcome)
                  .timer()
                  .count())
          .isEqualTo(1);
    }
  }

  @Test
  void aSlowQuestionIsWaitedForAsLongAsTheStoreSpeaks() {
    assertThat(ask(watch(MOMENT, AGE), SLOW)).isEqualTo("1");
    assertThat(asked).hasValue(4);
  }

  @Test
  void aSilentStoreIsToldAndNotAskedForAWhile() {
    StoreWatch watch = watch(MOMENT, MOMENT);
    frozen = true;
    assertSilent(watch);
    assertThat(asked).hasValue(2);
    now += PAUSE.toNanos() - 1;
    assertSilent(watch);
    assertThat(asked).hasValue(2);

    now += 1;
    assertSilent(watch);
    // Only the trivial question.
    assertThat(asked).hasValue(3);
    frozen = false;
    // A busy machine may take longer than a moment once more.
    await()
        .ignoreException(ReportsUnavailableException.class)
        .untilAsserted(
            () -> {
              now += PAUSE.toNanos();
              assertThat(ask(watch, "SELECT fast")).isEqualTo("1");
            });
  }

  @Test
  void whatASilentStoreWasAskedIsGivenUp() {
    StoreWatch watch = watch(MOMENT, MOMENT);
    frozen = true;
    assertSilent(watch);

    // The question and the trivial one: nothing waits for a store that may never answer.
    await().untilAsserted(() -> assertThat(interrupted).hasValue(2));
  }

  @Test
  void aRefusalIsToldAsItIs() {
    StoreWatch watch = watch(AGE, AGE);

    assertThatThrownBy(() -> ask(watch, "SELECT refused"))
        .isInstanceOf(ReportsUnavailableException.class)
        .hasMessage("ClickHouse: no such table");
  }

  private StoreWatch watch(Duration patience, Duration trivial) {
    StoreWatch watch =
        new StoreWatch(
            () -> store(TRIVIAL).equals("1"),
            new StoreWatch.Limits(patience, trivial, PAUSE),
            () -> now,
            meters,
            new Asking(asked));
    watches.add(watch);
    return watch;
  }

  private void assertSilent(StoreWatch watch) {
    assertThatThrownBy(() -> ask(watch, "SELECT fast"))
        .isInstanceOf(ReportsUnavailableException.class)
        .hasMessageContaining("does not even answer");
  }

  private String ask(StoreWatch watch, String sql) {
    return watch.watched(() -> store(sql));
  }

  private String store(String sql) {
    if (asked.incrementAndGet() == 4 && sql.equals(TRIVIAL)) {
      end.countDown(); // at last the slow question is answered
    }
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
