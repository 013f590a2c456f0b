package org.trueopen.ingest.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.ingest.web.RareWarning;
import org.trueopen.log.EventLogException;

/**
 * Publishes what nobody waits for: what became of relayed mail, and mail that went out untracked
 * because Kafka was away. At best effort: what finds no room, or no Kafka before the process ends,
 * is counted as given up.
 */
public final class LatePublisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LatePublisher.class);

  /** An hour of mail at three a second; about 10 MB. */
  private static final int CAPACITY = 10_000;

  private static final int BATCH = 500;
  private static final long PAUSE_NANOS = 200_000_000;

  private final RareWarning warning = new RareWarning(LOG);
  private final BlockingQueue<DeliveryEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final DeliveryPublisher publisher;
  private final AtomicLong givenUp = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

  public LatePublisher(DeliveryPublisher publisher) {
    this.publisher = publisher;
    this.thread = Thread.ofPlatform().name("late-publisher").start(this::publishAll);
  }

  /** Never blocks. */
  void publish(DeliveryEvent event) {
    if (closing || !queue.offer(event)) {
      giveUp(1);
    }
  }

  /** How many events were given up since the start. */
  public long givenUp() {
    return givenUp.get();
  }

  private void publishAll() {
    List<DeliveryEvent> batch = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        DeliveryEvent first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
          publish(batch);
          batch.clear();
        }
      } catch (InterruptedException e) {
        closing = true;
      }
    }
  }

  /** Until Kafka has it; once more only when the process ends. */
  private void publish(List<DeliveryEvent> batch) {
    do {
      try {
        publisher.publish(batch);
        return;
      } catch (EventLogException e) {
        warning.say("Kafka does not take what became of relayed mail, trying again");
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } while (!closing);
    giveUp(batch.size());
  }

  private void giveUp(int events) {
    givenUp.addAndGet(events);
    warning.say("What became of relayed mail is not recorded: " + givenUp.get() + " so far");
  }

  /** Publishes what is queued, if Kafka takes it, and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
