package org.trueopen.ingest.hit;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Looks after hits that wait for the same time each, so that the one that came first is late first:
 * a queue does instead of a timer for each. Late ones are told within {@value #TICK_MS} ms.
 */
final class Deadlines implements AutoCloseable {

  private static final long TICK_MS = 10;

  /** Hits that wait equally long. */
  private record Line(Queue<PendingHit> hits, Consumer<PendingHit> late) {

    /** Drops those that wait no more; false if none is left. */
    boolean advance(long now, boolean journaling) {
      PendingHit first = hits.peek();
      while (first != null) {
        boolean waits = journaling ? !first.isAnswered() : first.isSending();
        if (waits && !first.isLate(now)) {
          return true;
        }
        hits.poll();
        if (waits) {
          late.accept(first);
        }
        first = hits.peek();
      }
      return false;
    }
  }

  private final Line pixels;
  private final Line links;
  private final Line journal;
  private final Duration journalPatience;
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean closing;

  /**
   * @param late called for a hit that Kafka has not acknowledged in time
   * @param journalPatience how long the journal may take
   * @param tooLate called for a hit that the journal has not written in time
   */
  Deadlines(Consumer<PendingHit> late, Duration journalPatience, Consumer<PendingHit> tooLate) {
    this.pixels = new Line(new ConcurrentLinkedQueue<>(), late);
    this.links = new Line(new ConcurrentLinkedQueue<>(), late);
    this.journal = new Line(new ConcurrentLinkedQueue<>(), tooLate);
    this.journalPatience = journalPatience;
    this.thread = Thread.ofPlatform().name("hit-deadlines").start(this::watch);
  }

  /** Watches a hit that was given to Kafka. */
  void watchKafka(PendingHit hit) {
    (hit.kind == RequestKind.OPEN ? pixels : links).hits().add(hit);
    wake();
  }

  /** Watches a hit that was given to the journal. */
  void watchJournal(PendingHit hit) {
    hit.giveUpAt(System.nanoTime() + journalPatience.toNanos());
    journal.hits().add(hit);
    wake();
  }

  private void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  private void watch() {
    while (!closing) {
      asleep = false;
      long now = System.nanoTime();
      boolean busy = pixels.advance(now, false);
      busy |= links.advance(now, false);
      busy |= journal.advance(now, true);
      if (busy) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MS));
      } else {
        sleepUntilNeeded();
      }
    }
  }

  private void sleepUntilNeeded() {
    asleep = true;
    if (pixels.hits().isEmpty() && links.hits().isEmpty() && journal.hits().isEmpty()) {
      LockSupport.park(this);
    }
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
