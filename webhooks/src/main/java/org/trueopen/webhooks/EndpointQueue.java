package org.trueopen.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one endpoint, the next due first, so many under way at once. Each endpoint has its
 * own, so that one that is dead or slow holds up no other.
 */
final class EndpointQueue {

  private final int atOnce;
  private final int bound;
  private final ExecutorService workers;
  private final ScheduledExecutorService timer;
  private final Consumer<Post> work;
  private final Clock clock;
  private final PriorityQueue<Post> waiting = new PriorityQueue<>(Comparator.comparing(Post::due));
  private int underWay;
  private @Nullable ScheduledFuture<?> wake;

  /**
   * @param atOnce how many may be under way
   * @param bound how many may wait
   */
  EndpointQueue(
      int atOnce,
      int bound,
      ExecutorService workers,
      ScheduledExecutorService timer,
      Consumer<Post> work,
      Clock clock) {
    this.atOnce = atOnce;
    this.bound = bound;
    this.workers = workers;
    this.timer = timer;
    this.work = work;
    this.clock = clock;
  }

  /**
   * @return false if too many wait already
   */
  synchronized boolean offer(Post post) {
    if (waiting.size() >= bound) {
      return false;
    }
    waiting.add(post);
    pump();
    return true;
  }

  synchronized int size() {
    return waiting.size() + underWay;
  }

  synchronized int underWay() {
    return underWay;
  }

  private synchronized void pump() {
    if (wake != null) {
      wake.cancel(false);
      wake = null;
    }
    for (Post next = waiting.peek(); next != null && mayBegin(); next = waiting.peek()) {
      Duration left = Duration.between(clock.instant(), next.due());
      if (left.isPositive()) {
        wake = timer.schedule(this::pump, left.toMillis() + 1, TimeUnit.MILLISECONDS);
        return;
      }
      begin(waiting.remove());
    }
  }

  private boolean mayBegin() {
    return underWay < atOnce && !workers.isShutdown() && !timer.isShutdown();
  }

  private void begin(Post post) {
    underWay++;
    workers.execute(
        () -> {
          try {
            work.accept(post);
          } finally {
            end();
          }
        });
  }

  private synchronized void end() {
    underWay--;
    pump();
  }
}
