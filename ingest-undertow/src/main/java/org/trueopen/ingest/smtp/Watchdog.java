package org.trueopen.ingest.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes what takes too long. A socket's read can be given a timeout but its write cannot, and a
 * peer that stops reading would hold us for ever.
 */
final class Watchdog implements AutoCloseable {

  /** Ends the watch. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  private final ScheduledThreadPoolExecutor timer;

  Watchdog() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("smtp-watchdog").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Closes it after this time unless the watch was ended before.
   *
   * @param watched one that closes at once, as a plain socket does: one that waited, as TLS does
   *     for a write that is stuck, would hold up all other watches
   */
  Watch over(Closeable watched, Duration time) {
    ScheduledFuture<?> bite =
        timer.schedule(() -> closeQuietly(watched), time.toMillis(), TimeUnit.MILLISECONDS);
    return () -> bite.cancel(false);
  }

  static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is closed as well as can be.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
