package org.trueopen.ingest;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.log.EventLogException;

/** Opens the {@link SendTier} as soon as Kafka lets it, on a thread of its own. */
final class SendTierStart implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SendTierStart.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  /** How long a client that waits for Kafka may take to notice that it is interrupted. */
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Supplier<SendTier> open;
  private final CompletableFuture<SendTier> opened = new CompletableFuture<>();
  private final Thread thread;
  private volatile @Nullable SendTier tier;
  private volatile boolean closing;

  /**
   * @param open throws {@link EventLogException} for as long as it should be tried again
   */
  SendTierStart(Supplier<SendTier> open) {
    this.open = open;
    this.thread = Thread.ofPlatform().daemon().name("send-tier-start").start(this::run);
  }

  /** Null until it is open. */
  @Nullable SendTier tier() {
    return tier;
  }

  /**
   * @return false if it is not open within that time
   * @throws IllegalStateException if it will never be
   */
  boolean await(Duration patience) {
    try {
      opened.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(Objects.requireNonNull(e.getCause()).getMessage(), e);
    }
  }

  private void run() {
    while (!closing && !opened.isDone()) {
      try {
        SendTier found = open.get();
        tier = found;
        opened.complete(found);
      } catch (EventLogException e) {
        LOG.warn(
            "Mail cannot be taken yet, and hits go to the journal: {}; this is tried again",
            e.getMessage());
        pause();
      } catch (RuntimeException e) {
        opened.completeExceptionally(e);
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    SendTier found = tier;
    if (found != null) {
      found.close();
    }
  }
}
