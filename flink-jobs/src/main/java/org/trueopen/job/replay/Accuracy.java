package org.trueopen.job.replay;

import java.util.HashMap;
import java.util.Map;
import org.trueopen.event.HitKind;
import org.trueopen.verdict.VerdictClass;

/**
 * Verdicts held against the truth, in counts. A hit counts where it carries a label; a delivery
 * where its opens are tracked and it did not bounce.
 */
public final class Accuracy {

  /** What is true of a delivery. */
  public enum Truth {
    /** Some hit was a person's, so that the best of rules can see it. */
    SEEN,
    /** Read, but no hit shows it: behind a preload, say. Told by the delivery's own label. */
    READ_UNSEEN,
    UNREAD
  }

  /** What the product says of it. */
  public enum Outcome {
    OPENED,
    UNKNOWABLE,
    NOT_OPENED
  }

  private record HitCell(HitKind kind, VerdictClass label, VerdictClass verdict) {}

  private record DeliveryCell(Truth truth, Outcome outcome) {}

  private final Map<HitCell, Long> hits = new HashMap<>();
  private final Map<DeliveryCell, Long> deliveries = new HashMap<>();
  private long judged;
  private long withoutVerdict;
  private boolean readsKnown;

  void judged(int count) {
    judged += count;
  }

  void labelled(HitKind kind, VerdictClass label, VerdictClass verdict) {
    hits.merge(new HitCell(kind, label, verdict), 1L, Long::sum);
  }

  /** A labelled hit of which the job said nothing: it went to the dead letters. */
  void withoutVerdict() {
    withoutVerdict++;
  }

  void delivery(Truth truth, Outcome outcome) {
    deliveries.merge(new DeliveryCell(truth, outcome), 1L, Long::sum);
  }

  /** Some delivery said itself whether it was read. */
  void readsKnown() {
    readsKnown = true;
  }

  /** All hits with a verdict, labelled or not. */
  long judgedHits() {
    return judged;
  }

  long hitsWithoutVerdict() {
    return withoutVerdict;
  }

  boolean knowsReads() {
    return readsKnown;
  }

  long hits(HitKind kind, VerdictClass label, VerdictClass verdict) {
    return hits.getOrDefault(new HitCell(kind, label, verdict), 0L);
  }

  long deliveries(Truth truth, Outcome outcome) {
    return deliveries.getOrDefault(new DeliveryCell(truth, outcome), 0L);
  }

  long labelledHits() {
    return hits.values().stream().mapToLong(Long::longValue).sum();
  }

  long deliveries() {
    return deliveries.values().stream().mapToLong(Long::longValue).sum();
  }

  long of(Truth truth) {
    long sum = 0;
    for (Outcome outcome : Outcome.values()) {
      sum += deliveries(truth, outcome);
    }
    return sum;
  }

  long of(Outcome outcome) {
    long sum = 0;
    for (Truth truth : Truth.values()) {
      sum += deliveries(truth, outcome);
    }
    return sum;
  }
}
