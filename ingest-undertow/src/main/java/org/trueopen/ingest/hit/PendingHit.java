package org.trueopen.ingest.hit;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.journal.Appended;

/**
 * A hit whose request waits for an answer. It is answered once: by whoever is first of Kafka, the
 * journal and the deadline.
 */
public final class PendingHit implements Callback, Appended {

  private enum State {
    /** Kafka may still be in time. */
    SENDING,
    /** Kafka was not, so it is the journal's. */
    JOURNALING,
    ANSWERED
  }

  /** What Kafka said of the record, whether anybody still waits for it or not. */
  private enum Sent {
    NO,
    UNDER_WAY,
    ACKNOWLEDGED,
    FAILED
  }

  final RequestKind kind;
  final byte[] key;
  final byte[] value;

  /** Set where the settings were not known when it came, so that they must be asked later. */
  final boolean unchecked;

  final long recipientKey;
  final long startedAt;

  private final WaitingClient client;
  private final AtomicReference<State> state = new AtomicReference<>(State.SENDING);
  private volatile Sent sent = Sent.NO;

  /** Set before the journal is given it: whether it counts among those Kafka was late with. */
  private boolean late;

  private @Nullable HitRecorder recorder;
  private long giveUpAt;

  /**
   * @param key by which Kafka files it
   * @param value the encoded hit
   * @param startedAt when the request had come, a {@link System#nanoTime}
   */
  PendingHit(
      RequestKind kind,
      byte[] key,
      byte[] value,
      boolean unchecked,
      long recipientKey,
      WaitingClient client,
      long startedAt) {
    this.kind = kind;
    this.key = key;
    this.value = value;
    this.unchecked = unchecked;
    this.recipientKey = recipientKey;
    this.client = client;
    this.startedAt = startedAt;
  }

  WaitingClient client() {
    return client;
  }

  /** To be called before the hit is handed to anybody. */
  void belongsTo(HitRecorder owner, long deadline) {
    recorder = owner;
    giveUpAt = deadline;
  }

  void giveUpAt(long deadline) {
    giveUpAt = deadline;
  }

  boolean isLate(long now) {
    return now - giveUpAt >= 0;
  }

  boolean isSending() {
    return state.get() == State.SENDING;
  }

  boolean isAnswered() {
    return state.get() == State.ANSWERED;
  }

  void noteLate() {
    late = true;
  }

  /** Takes it from Kafka; true for one caller. */
  boolean beginJournaling() {
    return state.compareAndSet(State.SENDING, State.JOURNALING);
  }

  private boolean endAs(State expected) {
    return state.compareAndSet(expected, State.ANSWERED);
  }

  boolean giveUpJournal() {
    return endAs(State.JOURNALING);
  }

  /** Answers it with nothing recorded, unless somebody has taken it. */
  boolean giveUp() {
    return endAs(State.SENDING);
  }

  /** Whether Kafka is to have it still; the journal may have taken it meanwhile. */
  boolean beginSending() {
    // Before the state is asked: whoever takes it from Kafka afterwards finds it under way.
    sent = Sent.UNDER_WAY;
    if (isSending()) {
      return true;
    }
    sent = Sent.FAILED;
    return false;
  }

  boolean wasSent() {
    return sent != Sent.NO;
  }

  /** Whether Kafka has not said yet what became of the record. */
  boolean isUnderWay() {
    return sent == Sent.UNDER_WAY;
  }

  boolean isAcknowledged() {
    return sent == Sent.ACKNOWLEDGED;
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception problem) {
    sent = problem == null ? Sent.ACKNOWLEDGED : Sent.FAILED;
    if (problem != null) {
      owner().notTaken(this, problem);
      return;
    }
    if (endAs(State.SENDING)) {
      owner().answer(this, Outcome.RECORDED_KAFKA);
    }
    owner().taken();
  }

  @Override
  public void written(long index) {
    owner().journaled(this, index);
    if (endAs(State.JOURNALING)) {
      owner().answer(this, Outcome.RECORDED_JOURNAL);
    }
  }

  @Override
  public void readable() {
    if (late) {
      owner().settled();
    }
  }

  @Override
  public void refused(String why) {
    if (late) {
      owner().settled();
    }
    if (endAs(State.JOURNALING)) {
      // Kafka's word may have come meanwhile.
      owner()
          .answer(this, isAcknowledged() ? Outcome.RECORDED_KAFKA : Outcome.LOST_JOURNAL_REFUSED);
    }
  }

  private HitRecorder owner() {
    HitRecorder found = recorder;
    if (found == null) {
      throw new IllegalStateException("the hit was not given to a recorder");
    }
    return found;
  }
}
