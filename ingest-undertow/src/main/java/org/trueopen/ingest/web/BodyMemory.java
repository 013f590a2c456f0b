package org.trueopen.ingest.web;

import io.undertow.util.StatusCodes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes the bodies of all calls in flight may take together. A call whose body finds no
 * room is refused at once: waiting for room would hold its worker as well.
 */
public final class BodyMemory {

  private final long capacity;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param capacity in bytes
   */
  public BodyMemory(long capacity) {
    this.capacity = capacity;
  }

  void take(long bytes) throws RequestException {
    if (taken.addAndGet(bytes) > capacity) {
      taken.addAndGet(-bytes);
      throw new RequestException(
          StatusCodes.SERVICE_UNAVAILABLE,
          "busy",
          "the calls in flight fill the %d bytes there are for bodies, nothing was read; send it again later"
              .formatted(capacity));
    }
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Bytes in use at this moment. */
  public long taken() {
    return taken.get();
  }
}
