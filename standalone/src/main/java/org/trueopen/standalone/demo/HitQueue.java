package org.trueopen.standalone.demo;

import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/** Hits waiting for their moment, soonest first; bounded, and safe for several threads. */
final class HitQueue {

  private final int bound;
  private final PriorityQueue<DueHit> heap = new PriorityQueue<>(DueHit.ORDER);

  HitQueue(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("a queue holds at least one hit, found " + bound);
    }
    this.bound = bound;
  }

  /** Adds a hit; a full queue makes room by dropping the one due first, and says so. */
  synchronized boolean addDroppingOldest(DueHit hit) {
    boolean full = heap.size() >= bound;
    if (full) {
      heap.remove();
    }
    heap.add(hit);
    return full;
  }

  /** Takes the next hit that is due. */
  synchronized Optional<DueHit> pollDue(Instant now) {
    DueHit next = heap.peek();
    return next == null || next.at().isAfter(now) ? Optional.empty() : Optional.of(heap.remove());
  }

  /** When the next hit is due. */
  synchronized Optional<Instant> nextDue() {
    return Optional.ofNullable(heap.peek()).map(DueHit::at);
  }

  synchronized int size() {
    return heap.size();
  }
}
