package org.trueopen.ingest.smtp;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.id.AccountId;
import org.trueopen.ingest.smtp.MailTracking.Copy;
import org.trueopen.ingest.smtp.MailTracking.CopyWriter;
import org.trueopen.ingest.smtp.RelayCounters.Untracked;
import org.trueopen.ingest.web.RareWarning;
import org.trueopen.settings.DecidedBy;

/**
 * Asks tracking for copies and never fails or waits long: whatever tracking does, mail goes out.
 * Each call runs on a thread of its own and is given up after a while.
 */
final class BoundedTracking implements AutoCloseable {

  /** At once, those included that were given up and have not ended. */
  private static final int MAX_CALLS = 64;

  private static final RareWarning LOG =
      new RareWarning(LoggerFactory.getLogger(BoundedTracking.class));

  private final MailTracking tracking;
  private final Duration timeout;
  private final RelayCounters counters;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore calls = new Semaphore(MAX_CALLS);

  BoundedTracking(MailTracking tracking, Duration timeout, RelayCounters counters) {
    this.tracking = tracking;
    this.timeout = timeout;
    this.counters = counters;
  }

  /**
   * @param share of memory that holds the mail
   * @return one for each recipient, in that order
   */
  List<OutgoingCopy> copies(
      AccountId account,
      byte[] mail,
      MemoryBudget.Share share,
      String from,
      List<String> recipients) {
    return call(share, recipients.size(), () -> tracking.track(account, mail, from, recipients))
        .flatMap(copies -> matching(copies, recipients))
        .orElseGet(() -> recipients.stream().map(to -> new OutgoingCopy(to, "", null)).toList());
  }

  /** Writes a copy; empty for the mail as it came, be it that writing failed, which is counted. */
  Optional<byte[]> write(OutgoingCopy copy, int sizeHint, MemoryBudget.Share share) {
    CopyWriter writer = copy.writer();
    if (writer == null) {
      return Optional.empty();
    }
    return call(
        share,
        1,
        () -> {
          ByteArrayOutputStream out = new ByteArrayOutputStream(sizeHint);
          writer.writeTo(out);
          byte[] bytes = out.toByteArray();
          if (!endsLinesWell(bytes)) {
            throw new IllegalStateException("a line of the copy does not end with CR LF");
          }
          return bytes;
        });
  }

  void count(Untracked reason) {
    counters.count(reason);
  }

  /** Says that the next hop has refused a copy; in the background, at best effort. */
  void reportBounce(AccountId account, String deliveryId, Instant at) {
    if (deliveryId.isEmpty() || !calls.tryAcquire()) {
      return;
    }
    threads.execute(
        () -> {
          try {
            tracking.report(account, deliveryId, DeliveryStatus.Status.BOUNCED, at);
          } catch (RuntimeException e) {
            LOG.say("a bounce could not be recorded: " + e.getClass().getSimpleName());
          } finally {
            calls.release();
          }
        });
  }

  private Optional<List<OutgoingCopy>> matching(List<Copy> copies, List<String> recipients) {
    if (!copies.stream().map(Copy::recipient).toList().equals(recipients)) {
      LOG.say("tracking made copies for other recipients than asked; the mail goes out as it is");
      failed(Untracked.FAILED, recipients.size());
      return Optional.empty();
    }
    return Optional.of(
        copies.stream()
            .peek(
                copy -> {
                  if (copy.decision().opens().decidedBy() == DecidedBy.TRACKING_FAILED) {
                    counters.count(Untracked.SAID_SO);
                  }
                })
            .map(BoundedTracking::outgoing)
            .toList());
  }

  private static OutgoingCopy outgoing(Copy copy) {
    DecidedBy reason = copy.decision().opens().decidedBy();
    boolean unknown = reason == DecidedBy.TRACKING_FAILED || reason == DecidedBy.UNREADABLE;
    // Nothing was recorded and nothing could be done to it: the relay itself sees to our headers.
    return new OutgoingCopy(
        copy.recipient(),
        copy.deliveryId(),
        unknown && copy.deliveryId().isEmpty() ? null : copy.writer());
  }

  private <T> Optional<T> call(MemoryBudget.Share share, int copies, Callable<T> work) {
    if (!calls.tryAcquire()) {
      failed(Untracked.BUSY, copies);
      return Optional.empty();
    }
    share.retain();
    Future<T> result =
        threads.submit(
            () -> {
              try {
                return work.call();
              } finally {
                share.close();
                calls.release();
              }
            });
    try {
      return Optional.of(result.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      result.cancel(true);
      failed(Untracked.TIMEOUT, copies);
      LOG.say("tracking took longer than " + timeout + "; the mail goes out as it came");
    } catch (ExecutionException e) {
      failed(Untracked.FAILED, copies);
      // Its message may hold an address.
      LOG.say("tracking failed, the mail goes out as it came: " + where(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(Untracked.FAILED, copies);
    }
    return Optional.empty();
  }

  private void failed(Untracked reason, int copies) {
    for (int i = 0; i < copies; i++) {
      counters.count(reason);
    }
  }

  private static String where(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    StackTraceElement[] trace = cause.getStackTrace();
    return cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static boolean endsLinesWell(byte[] mail) {
    for (int i = 0; i < mail.length; i++) {
      if (mail[i] == '\n' && (i == 0 || mail[i - 1] != '\r')) {
        return false;
      }
      if (mail[i] == '\r' && (i + 1 == mail.length || mail[i + 1] != '\n')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
