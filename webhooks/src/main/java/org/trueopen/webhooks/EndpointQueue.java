package org.trueopen.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trueopen.log.PostKey;

/**
 * What waits for one endpoint, the next due first, so many under way at once. Each endpoint has its
 * own, so that one that is dead or slow holds up no other.
 */
final class EndpointQueue {

  /** What becomes of a post that is offered. */
  enum Admission {
    LET_IN,
    /** The same event waits already, and will be posted. */
    WAITS_ALREADY,
    /** Too many wait. */
    TURNED_AWAY
  }

  private final int atOnce;
  private final int bound;
  private final ExecutorService workers;
  private final ScheduledExecutorService timer;
  private final Function<Post, Optional<Post>> work;
  private final Clock clock;
  private final PriorityQueue<Post> waiting = new PriorityQueue<>(Comparator.comparing(Post::due));
  private final Set<PostKey> keys = new HashSet<>();
  private int underWay;
  private @Nullable ScheduledFuture<?> wake;

  /**
   * @param atOnce how many may be under way
   * @param bound how many may wait before others are turned away; what was let in may come back
   *     from being under way all the same, so at most {@code atOnce} more wait
   * @param work returns what is to be tried again; nothing if the post is done with
   */
  EndpointQueue(
      int atOnce,
      int bound,
      ExecutorService workers,
      ScheduledExecutorService timer,
      Function<Post, Optional<Post>> work,
      Clock clock) {
    this.atOnce = atOnce;
    this.bound = bound;
    this.workers = workers;
    this.timer = timer;
    this.work = work;
    this.clock = clock;
  }

  /**
   * One whose event is under way is let in: it may have been given up and replayed by now, and is
   * rather posted twice than never.
   */
  synchronized Admission offer(Post post) {
    if (keys.contains(post.key())) {
      return Admission.WAITS_ALREADY;
    }
    if (waiting.size() >= bound) {
      return Admission.TURNED_AWAY;
    }
    await(post);
    pump();
    return Admission.LET_IN;
  }

  private void await(Post post) {
    waiting.add(post);
    keys.add(post.key());
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
    keys.remove(post.key());
    underWay++;
    workers.execute(
        () -> {
          Optional<Post> again = Optional.empty();
          try {
            again = work.apply(post);
          } finally {
            end(again);
          }
        });
  }

  private synchronized void end(Optional<Post> again) {
    underWay--;
    again.ifPresent(this::await);
    pump();
  }
}
