package org.trueopen.ingest.smtp;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** How many bytes of mail may be held at once by all connections together. */
final class MemoryBudget {

  private final Semaphore bytes;

  MemoryBudget(int bytes) {
    this.bytes = new Semaphore(bytes);
  }

  /** Whether a mail of this size would fit now; it is not kept free. */
  boolean hasRoomFor(long size) {
    return size <= bytes.availablePermits();
  }

  Share open() {
    return new Share();
  }

  /** What one mail takes. Given back when the last who holds it has closed it. */
  final class Share implements AutoCloseable {
    private final AtomicInteger holders = new AtomicInteger(1);
    private final AtomicInteger taken = new AtomicInteger();

    private Share() {}

    /** False if there is no room for so many more. */
    boolean grow(int by) {
      if (!bytes.tryAcquire(by)) {
        return false;
      }
      taken.addAndGet(by);
      return true;
    }

    /** One more will have to close it. */
    void retain() {
      holders.incrementAndGet();
    }

    @Override
    public void close() {
      if (holders.decrementAndGet() == 0) {
        bytes.release(taken.get());
      }
    }
  }
}
