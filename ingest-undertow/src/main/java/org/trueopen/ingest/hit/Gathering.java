package org.trueopen.ingest.hit;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Hits on their way to Kafka. One that comes while nothing is under way is sent at once; what comes
 * meanwhile gathers until an acknowledgement arrives, and is then sent together. So batches grow
 * with the load by themselves and a lone hit does not wait.
 *
 * <p>The producer could gather too, but its thread is woken for every new batch, on a busy machine
 * at once, and then sends the first hit of many alone. Here it is the producer's own thread that
 * sends what has gathered, while it is awake to acknowledge.
 */
final class Gathering {

  /**
   * Under load, the time from one sending to the next: a request to Kafka costs some 100
   * microseconds of CPU, a few hits or many.
   */
  private static final Duration SPACING = Duration.ofMillis(2);

  /** As many hits sent at once are load. */
  private static final int LOAD = 8;

  private final HitProducer producer;
  private final Queue<PendingHit> waiting = new ConcurrentLinkedQueue<>();

  /** Hits that Kafka was given and has said nothing of. */
  private final AtomicInteger underWay = new AtomicInteger();

  /** A {@link System#nanoTime}. */
  private volatile long nextAt = System.nanoTime();

  Gathering(HitProducer producer) {
    this.producer = producer;
  }

  /** Never blocks. */
  void add(PendingHit hit) {
    waiting.add(hit);
    // After the hit was added, so that either this thread or the one that ends the last is sure to
    // see it.
    if (underWay.get() == 0) {
      sendAll();
    }
  }

  /** Kafka has taken a hit. To be called on the producer's thread, which may wait here. */
  void acknowledged() {
    if (underWay.decrementAndGet() == 0) {
      LockSupport.parkNanos(this, nextAt - System.nanoTime());
    }
    sendAll();
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
      if (hit.beginSending()) {
        underWay.incrementAndGet();
        producer.send(hit.key, hit.value, hit);
        sent++;
      }
      hit = waiting.poll();
    }
    if (sent >= LOAD) {
      nextAt = System.nanoTime() + SPACING.toNanos();
    }
  }
}
