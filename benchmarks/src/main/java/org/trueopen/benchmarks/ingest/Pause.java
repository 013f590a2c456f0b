package org.trueopen.benchmarks.ingest;

import org.trueopen.benchmarks.BenchException;

/** Waits where time itself is what is waited for. */
public final class Pause {

  private Pause() {}

  public static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
