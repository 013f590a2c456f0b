package org.trueopen.ingest.smtp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Warns at most once in a while, so that a fault of every mail does not fill the disk. */
final class RateLimitedLog {

  private static final long EVERY = Duration.ofSeconds(10).toNanos();

  private final Logger log;
  private final AtomicLong last = new AtomicLong(System.nanoTime() - EVERY);
  private final AtomicLong unsaid = new AtomicLong();

  RateLimitedLog(Logger log) {
    this.log = log;
  }

  /**
   * @param what without addresses and secrets
   */
  void warn(String what) {
    long now = System.nanoTime();
    long before = last.get();
    if (now - before >= EVERY && last.compareAndSet(before, now)) {
      log.warn("{} ({} such warnings not shown)", what, unsaid.getAndSet(0));
    } else {
      unsaid.incrementAndGet();
    }
  }
}
