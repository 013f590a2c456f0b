package org.trueopen.ingest.hit;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.event.Hit;
import org.trueopen.event.MalformedEventException;
import org.trueopen.ingest.journal.JournalReader;
import org.trueopen.ingest.journal.JournalRecord;
import org.trueopen.log.Topics;

/**
 * Brings what the journal holds to Kafka, in order, for as long as it takes. A hit that was given
 * to Kafka before it came to the journal is sent again only if Kafka did not take it.
 */
final class JournalDrain implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalDrain.class);

  private static final int BATCH = 1000;
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LAST_EFFORT = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final long TWIN_POLL_MS = 2;

  private final JournalReader journal;
  private final HitProducer producer;
  private final Supplier<@Nullable Withdrawals> withdrawals;
  private final Supplier<Runnable> catchUp;
  private final Map<Long, PendingHit> twins = new ConcurrentHashMap<>();
  private final LongAdder drained = new LongAdder();
  private final LongAdder withdrawn = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * @param withdrawals gives null as long as the settings are not known
   * @param catchUp asked before the journal is; what it gives is run if Kafka is there and
   *     everything that could be read has been sent
   */
  JournalDrain(
      JournalReader journal,
      HitProducer producer,
      Supplier<@Nullable Withdrawals> withdrawals,
      Supplier<Runnable> catchUp) {
    this.journal = journal;
    this.producer = producer;
    this.withdrawals = withdrawals;
    this.catchUp = catchUp;
    this.thread = Thread.ofPlatform().name("journal-drain").start(this::run);
  }

  /** To be called before the record can be read: Kafka may have this hit already. */
  void noteTwin(long index, PendingHit hit) {
    twins.put(index, hit);
  }

  long drained() {
    return drained.sum();
  }

  /** Hits that the settings, once known, did not allow to be recorded. */
  long withdrawn() {
    return withdrawn.sum();
  }

  /** Records that no version of ours could read; they are left out. */
  long unreadable() {
    return unreadable.sum();
  }

  private void run() {
    while (!closing) {
      try {
        step();
      } catch (InterruptedException e) {
        closing = true;
      } catch (IOException | RuntimeException e) {
        LOG.warn("The journal cannot be drained, which is tried again: {}", e.toString());
        journal.rewind();
        pause();
      }
    }
  }

  private void step() throws InterruptedException, IOException {
    if (!producer.isReady()) {
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      return;
    }
    Runnable caughtUp = catchUp.get();
    if (journal.await(Duration.ZERO)) {
      drain(journal.read(BATCH));
    } else {
      caughtUp.run();
      if (!journal.await(IDLE)) {
        journal.tidy();
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

  private void drain(List<JournalRecord> records) throws InterruptedException, IOException {
    List<CompletableFuture<Void>> sent = new ArrayList<>(records.size());
    for (JournalRecord record : records) {
      if (!hasTwinInKafka(record.index())) {
        send(record, sent);
      }
    }
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException e) {
      LOG.debug("Kafka did not take hits of the journal", e);
      journal.rewind();
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      return;
    }
    long end = records.isEmpty() ? 0 : records.getLast().index() + 1;
    if (end > 0) {
      journal.release(end);
      twins.keySet().removeIf(index -> index < end);
      drained.add(records.size());
    }
  }

  private boolean hasTwinInKafka(long index) throws InterruptedException {
    PendingHit twin = twins.get(index);
    if (twin == null) {
      return false;
    }
    while (twin.isUnderWay()) {
      TimeUnit.MILLISECONDS.sleep(TWIN_POLL_MS);
    }
    return twin.isAcknowledged();
  }

  private void send(JournalRecord record, List<CompletableFuture<Void>> sent)
      throws InterruptedException {
    try {
      JournaledHit journaled = JournaledHit.decode(record.payload());
      Hit hit = journaled.hit();
      if (journaled.unchecked() && isWithdrawn(hit, journaled.recipientKey())) {
        withdrawn.increment();
        return;
      }
      CompletableFuture<Void> outcome = new CompletableFuture<>();
      producer.send(
          Topics.eventKey(hit.account(), hit.deliveryId()),
          journaled.value(),
          (metadata, problem) -> {
            if (problem == null) {
              outcome.complete(null);
            } else {
              outcome.completeExceptionally(problem);
            }
          });
      sent.add(outcome);
    } catch (MalformedEventException e) {
      unreadable.increment();
      LOG.error("A record of the journal is left out: {}", e.getMessage());
    }
  }

  private boolean isWithdrawn(Hit hit, long recipientKey) throws InterruptedException {
    Withdrawals known = withdrawals.get();
    while (known == null) {
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
      known = withdrawals.get();
    }
    return known.find(hit, recipientKey) != null;
  }

  /** Sends what it can in a few seconds; the rest stays in the journal. */
  @Override
  public void close() {
    long giveUpAt = System.nanoTime() + LAST_EFFORT.toNanos();
    while (!journal.isDrained() && System.nanoTime() - giveUpAt < 0) {
      pause();
    }
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
