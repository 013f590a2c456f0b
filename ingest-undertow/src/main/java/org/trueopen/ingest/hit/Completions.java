package org.trueopen.ingest.hit;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.XnioIoThread;

/**
 * Brings finished hits back to the I/O threads of their connections, all that have finished at
 * once: Kafka acknowledges hundreds together, and waking a thread for each would cost more than
 * answering it.
 */
public final class Completions {

  private final ConcurrentMap<XnioIoThread, Batch> batches = new ConcurrentHashMap<>();
  private final HitMetrics metrics;

  public Completions(HitMetrics metrics) {
    this.metrics = metrics;
  }

  /** Answers the hit soon, on its connection's thread. */
  public void answer(PendingHit hit) {
    XnioIoThread thread = hit.client().ioThread();
    Batch batch = batches.get(thread);
    if (batch == null) {
      batch = batches.computeIfAbsent(thread, Batch::new);
    }
    batch.add(hit);
  }

  private final class Batch implements Runnable {
    private final XnioIoThread thread;
    private final Queue<PendingHit> finished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    Batch(XnioIoThread thread) {
      this.thread = thread;
    }

    void add(PendingHit hit) {
      finished.add(hit);
      if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
        thread.execute(this);
      }
    }

    @Override
    public void run() {
      // Before the queue is emptied, so that what is added from now on is seen to again.
      scheduled.set(false);
      PendingHit hit = finished.poll();
      while (hit != null) {
        metrics.answered(hit.kind, System.nanoTime() - hit.startedAt);
        hit.client().answer();
        hit = finished.poll();
      }
    }
  }
}
