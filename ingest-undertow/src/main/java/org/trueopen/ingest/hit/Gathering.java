package org.trueopen.ingest.hit;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hits on their way to Kafka. One that comes while nothing is under way is sent at once; what comes
 * meanwhile gathers until an acknowledgement arrives, and is then sent together. So batches grow
 * with the load by themselves and a lone hit does not wait.
 *
 * <p>The producer could gather too, but its thread is woken for every new batch, on a busy machine
 * at once, and then sends the first hit of many alone. Here it is the producer's own thread that
 * sends what has gathered, while it is awake to acknowledge. Under load it rests first, until the
 * clients it has just let go have come back, or most of them: else the first of them would be sent
 * alone, while the others wait for it.
 */
final class Gathering {

  /**
   * Under load, the shortest time from one sending to the next: a request to Kafka costs some 100
   * microseconds of CPU, a few hits or many.
   */
  private static final Duration SPACING = Duration.ofMillis(2);

  /** The same if so many came at once that they wait for a processor rather than for this. */
  private static final Duration WIDE_SPACING = Duration.ofMillis(5);

  /** The longest time to the next sending, if most of those let go have not come back by then. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  /** As many hits sent at once are load. */
  private static final int LOAD = 8;

  private static final int HEAVY_LOAD = 128;

  private final HitProducer producer;
  private final Queue<PendingHit> waiting = new ConcurrentLinkedQueue<>();

  /** How many these are; before the hits, so that it is never less. */
  private final AtomicInteger gathered = new AtomicInteger();

  /** Hits that Kafka was given and has said nothing of. */
  private final AtomicInteger underWay = new AtomicInteger();

  /** The producer's thread while it rests. */
  private volatile @Nullable Thread resting;

  /** With so many it need not rest beyond the spacing. */
  private volatile int enough;

  /** When the spacing ends, a {@link System#nanoTime}. */
  private volatile long nextAt = System.nanoTime();

  /** When the patience ends, a {@link System#nanoTime}. */
  private volatile long latestAt = nextAt;

  Gathering(HitProducer producer) {
    this.producer = producer;
  }

  /** Never blocks. */
  void add(PendingHit hit) {
    int count = gathered.incrementAndGet();
    waiting.add(hit);
    // After the hit was added, so that either this thread or the one that ends the last is sure to
    // see it.
    Thread rests = resting;
    if (rests == null) {
      if (underWay.get() == 0) {
        sendAll();
      }
    } else if (count == enough) {
      LockSupport.unpark(rests);
    }
  }

  /** Kafka has taken a hit. To be called on the producer's thread, which may wait here. */
  void acknowledged() {
    if (underWay.get() == 1) {
      rest();
    }
    underWay.decrementAndGet();
    sendAll();
  }

  private void rest() {
    resting = Thread.currentThread();
    long left = timeToRest();
    while (left > 0) {
      LockSupport.parkNanos(this, left);
      left = timeToRest();
    }
    resting = null;
  }

  private long timeToRest() {
    return (gathered.get() < enough ? latestAt : nextAt) - System.nanoTime();
  }

  /**
   * Kafka has not. What waits is not sent now: if it stays at that, the journal will have it soon.
   */
  void failed() {
    underWay.decrementAndGet();
  }

  private void sendAll() {
    int sent = 0;
    PendingHit hit = waiting.poll();
    while (hit != null) {
      gathered.decrementAndGet();
      if (hit.beginSending()) {
        underWay.incrementAndGet();
        producer.send(hit.key, hit.value, hit);
        sent++;
      }
      hit = waiting.poll();
    }
    if (sent >= LOAD) {
      enough = sent - sent / 8;
      long now = System.nanoTime();
      nextAt = now + (sent < HEAVY_LOAD ? SPACING : WIDE_SPACING).toNanos();
      latestAt = now + PATIENCE.toNanos();
    }
  }
}
