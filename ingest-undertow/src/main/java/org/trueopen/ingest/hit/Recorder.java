package org.trueopen.ingest.hit;

/** Where hits go. */
@FunctionalInterface
public interface Recorder {

  /** Sees to it that the hit is recorded and then answered. Never blocks. */
  void record(PendingHit hit);
}
