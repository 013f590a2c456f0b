package org.trueopen.ingest.hit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.journal.Journal;
import org.trueopen.ingest.web.RareWarning;
import org.trueopen.log.KafkaConfig;

/**
 * Records hits before they are answered.
 *
 * <pre>
 *                      in time
 *   hit --> Kafka ------------------------------> answer
 *             | late, or known to be away
 *             v          written and synced
 *          journal -----------------------------> answer
 *             |          full, or too slow
 *             +---------------------------------> answer, and counted as lost
 *             v
 *           drain, in order, once Kafka is back --> Kafka
 * </pre>
 *
 * <p>Once a hit was late all that follow go to the journal at once, until the journal has been
 * drained: nobody waits for a broker that is away, and the order is kept.
 */
public final class HitRecorder implements Recorder, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HitRecorder.class);

  /** How long the last hits may take to reach Kafka at the end; what has not, is in the journal. */
  private static final Duration FLUSH = Duration.ofSeconds(10);

  /**
   * @param opens how long a pixel waits for Kafka before it is the journal's
   * @param clicks the same for a link or an image, whose reader waits
   * @param journal how long either waits for the journal before it is answered and lost
   * @param maxInFlight hits that may wait for their answer at once
   */
  public record Bounds(Duration opens, Duration clicks, Duration journal, int maxInFlight) {}

  /**
   * Hits go to the journal first. Another one for every hit that Kafka was late with, so that who
   * ends it ends none that has begun meanwhile.
   *
   * @param since when the first of them began, a {@link System#nanoTime}
   */
  private record Diversion(long since) {}

  private final Bounds bounds;
  private final Journal journal;
  private final HitCounters counters;
  private final HitMetrics metrics;
  private final Completions completions;
  private final HitProducer producer;
  private final Gathering gathering;
  private final Deadlines deadlines;
  private final JournalDrain drain;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final RareWarning lossWarning = new RareWarning(LOG);

  /** Null while hits go to Kafka first. */
  private final AtomicReference<@Nullable Diversion> diversion =
      new AtomicReference<>(new Diversion(System.nanoTime()));

  /** Hits that Kafka was late with, that were given to the journal and are not readable there. */
  private final AtomicInteger lateUnread = new AtomicInteger();

  /**
   * Needs no Kafka to begin with.
   *
   * @param withdrawals gives null as long as the settings are not known
   */
  public HitRecorder(
      KafkaConfig kafka,
      Journal journal,
      Bounds bounds,
      HitCounters counters,
      HitMetrics metrics,
      Supplier<@Nullable Withdrawals> withdrawals) {
    this.bounds = bounds;
    this.journal = journal;
    this.counters = counters;
    this.metrics = metrics;
    this.completions = new Completions(metrics);
    this.producer = new HitProducer(kafka);
    this.gathering = new Gathering(producer);
    this.deadlines = new Deadlines(this::late, bounds.journal(), this::tooLate);
    this.drain = new JournalDrain(journal.reader(), producer, withdrawals, this::endOfDiversion);
    metrics.bind(this, journal);
  }

  @Override
  public void record(PendingHit hit) {
    Duration patience = hit.kind == RequestKind.OPEN ? bounds.opens() : bounds.clicks();
    hit.belongsTo(this, hit.startedAt + patience.toNanos());
    if (inFlight.incrementAndGet() > bounds.maxInFlight()) {
      if (hit.giveUp()) {
        answer(hit, Outcome.LOST_BUSY);
      }
    } else if (diversion.get() != null || hit.unchecked) {
      journal(hit);
    } else {
      deadlines.watchKafka(hit);
      gathering.add(hit);
    }
  }

  /** Kafka has a hit, whether anybody still waited for it or not. */
  void taken() {
    gathering.acknowledged();
  }

  /** Kafka said no, or could not even be asked. */
  void notTaken(PendingHit hit, Exception problem) {
    gathering.failed();
    LOG.debug("Kafka did not take a hit: {}", problem.toString());
    late(hit);
  }

  /** Counts the hit, then diverts: who finds the diversion finds its hit on its way as well. */
  private void late(PendingHit hit) {
    boolean ours = hit.beginJournaling();
    if (ours) {
      hit.noteLate();
      lateUnread.incrementAndGet();
    }
    divert();
    if (ours) {
      append(hit);
    }
  }

  /** The journal shows a hit that Kafka was late with, or has refused it. */
  void settled() {
    lateUnread.decrementAndGet();
  }

  private void journal(PendingHit hit) {
    if (hit.beginJournaling()) {
      append(hit);
    }
  }

  private void append(PendingHit hit) {
    deadlines.watchJournal(hit);
    journal.append(JournaledHit.of(hit).encode(), hit);
  }

  private void tooLate(PendingHit hit) {
    if (hit.giveUpJournal()) {
      answer(hit, hit.isAcknowledged() ? Outcome.RECORDED_KAFKA : Outcome.LOST_JOURNAL_LATE);
    }
  }

  /** The journal has it under this number, and shows it to its reader next. */
  void journaled(PendingHit hit, long index) {
    if (hit.wasSent()) {
      drain.noteTwin(index, hit);
    }
  }

  void answer(PendingHit hit, Outcome outcome) {
    inFlight.decrementAndGet();
    counters.end(hit.kind, outcome);
    if (outcome.group() == Outcome.Group.LOST) {
      String problem = journal.problem();
      lossWarning.say(
          "Hits are lost: Kafka does not take them and "
              + (problem == null ? outcome.reason() : problem));
    } else if (outcome == Outcome.RECORDED_KAFKA) {
      metrics.acknowledged(System.nanoTime() - hit.startedAt);
    }
    completions.answer(hit);
  }

  private void divert() {
    diversion.updateAndGet(
        known -> new Diversion(known == null ? System.nanoTime() : known.since()));
  }

  /**
   * What ends the diversion as it is now. To be run if the journal is empty, which must be looked
   * at afterwards: by then the hits that made the diversion are there to be read.
   */
  private Runnable endOfDiversion() {
    Diversion known = diversion.get();
    if (known == null || lateUnread.get() > 0) {
      return () -> {};
    }
    return () -> diversion.compareAndSet(known, null);
  }

  /** How long Kafka has not kept up, so that hits go to the journal; zero if it does. */
  public Duration diverted() {
    Diversion known = diversion.get();
    return known == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - known.since());
  }

  public int inFlight() {
    return inFlight.get();
  }

  /** Hits that have left the journal. */
  public long drained() {
    return drain.drained();
  }

  /** Of these, hits that the settings, once known, did not allow to be recorded. */
  public long withdrawn() {
    return drain.withdrawn();
  }

  long unreadable() {
    return drain.unreadable();
  }

  /** To be called when no hit waits for its answer any more; the journal stays open. */
  @Override
  public void close() {
    drain.close();
    producer.close(FLUSH);
    deadlines.close();
  }
}
