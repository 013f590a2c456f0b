package org.trueopen.standalone.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays planned hits as requests, each at its moment and once; one that fails is counted, not
 * repeated, as a mail client would not repeat it either.
 */
final class HitPlayer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(HitPlayer.class);

  /** How late a hit may be noticed that was scheduled meanwhile. */
  private static final Duration NAP = Duration.ofMillis(50);

  /** As long as a request may take. */
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

  private final IngestApi api;
  private final Clock clock;
  private final Pace pace;
  private final LiveTally tally;
  private final HitQueue queue;
  private final int requestsAtOnce;
  private final Semaphore free;
  private final OutageLog outage = new OutageLog(LOG, "demo hits");
  private final AtomicLong order = new AtomicLong();
  private final CountDownLatch stopping = new CountDownLatch(1);

  HitPlayer(IngestApi api, Clock clock, LiveSettings settings, LiveTally tally) {
    this.api = api;
    this.clock = clock;
    this.pace = settings.pace();
    this.tally = tally;
    this.queue = new HitQueue(settings.maxWaitingHits());
    this.requestsAtOnce = settings.maxRequestsAtOnce();
    this.free = new Semaphore(requestsAtOnce);
  }

  /** Schedules what one delivery is to cause, counted from now. */
  void schedule(TrackedMail mail, List<PlannedHit> hits) {
    Instant delivered = clock.instant();
    boolean scanned = hits.stream().anyMatch(hit -> hit.label() == TrueClass.SECURITY_SCANNER);
    for (PlannedHit hit : hits) {
      tally.planned.increment();
      Optional<String> path = mail.path(hit);
      if (path.isEmpty()) {
        tally.untracked.increment();
        continue;
      }
      Instant at = delivered.plus(pace.delay(hit, scanned));
      if (queue.addDroppingOldest(new DueHit(at, order.getAndIncrement(), path.get(), hit))) {
        tally.dropped.increment();
      }
    }
  }

  int waiting() {
    return queue.size();
  }

  /** Plays until stopped, then waits a little for the last answers. */
  @Override
  public void run() {
    try {
      while (stopping.getCount() > 0) {
        Optional<DueHit> due = queue.pollDue(clock.instant());
        if (due.isPresent()) {
          play(due.get());
        } else {
          nap();
        }
      }
      // Those under way may still be answered.
      boolean _ =
          free.tryAcquire(requestsAtOnce, LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play(DueHit due) throws InterruptedException {
    free.acquire();
    PlannedHit hit = due.hit();
    tally.sent(hit.label());
    var _ =
        api.hit(hit.method(), due.path(), hit.ip(), hit.agent())
            .whenComplete(
                (status, failure) -> {
                  count(status, failure);
                  free.release();
                });
  }

  private void count(@Nullable Integer status, @Nullable Throwable failure) {
    if (status != null && status >= 200 && status < 400) {
      tally.answered.increment();
      outage.worked();
    } else {
      tally.failed.increment();
      outage.failed(failure == null ? "answered " + status : OutageLog.reason(failure));
    }
  }

  private void nap() throws InterruptedException {
    Duration untilNext =
        queue.nextDue().map(next -> Duration.between(clock.instant(), next)).orElse(NAP);
    long millis = Math.clamp(untilNext.toMillis(), 1, NAP.toMillis());
    boolean _ = stopping.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Ends {@link #run} soon; hits still waiting are not played. */
  void stop() {
    stopping.countDown();
  }
}
