package org.trueopen.benchmarks.accuracy;

import java.util.List;
import java.util.function.Predicate;
import org.trueopen.event.HitKind;
import org.trueopen.verdict.VerdictClass;

/** What {@code ./trueopen replay --report} writes. */
record Counts(long judged, long withoutVerdict, List<Cell> hits, List<Delivered> deliveries) {

  /** Hits of one kind with that label and that verdict. */
  record Cell(HitKind kind, VerdictClass label, VerdictClass verdict, long hits) {}

  /** Deliveries: what is true of them and what the product says. */
  record Delivered(String truth, String outcome, long deliveries) {}

  /** A share with its parts; not a number if there is nothing to share. */
  record Share(long part, long whole) {

    double value() {
      return (double) part / whole;
    }
  }

  long hits(Predicate<Cell> which) {
    return hits.stream().filter(which).mapToLong(Cell::hits).sum();
  }

  Share recall(HitKind kind, Predicate<VerdictClass> group) {
    return new Share(
        hits(c -> c.kind() == kind && group.test(c.label()) && group.test(c.verdict())),
        hits(c -> c.kind() == kind && group.test(c.label())));
  }

  Share precision(HitKind kind, Predicate<VerdictClass> group) {
    return new Share(
        hits(c -> c.kind() == kind && group.test(c.label()) && group.test(c.verdict())),
        hits(c -> c.kind() == kind && group.test(c.verdict())));
  }

  long deliveries(Predicate<Delivered> which) {
    return deliveries.stream().filter(which).mapToLong(Delivered::deliveries).sum();
  }

  /** Deliveries with a person's hit: what the floor should be. */
  Share seen() {
    return ofAll(d -> d.truth().equals("SEEN"));
  }

  /** Deliveries that somebody read, whether or not a hit shows it. */
  Share read() {
    return ofAll(d -> !d.truth().equals("UNREAD"));
  }

  Share floor() {
    return ofAll(d -> d.outcome().equals("OPENED"));
  }

  Share ceiling() {
    return ofAll(d -> !d.outcome().equals("NOT_OPENED"));
  }

  private Share ofAll(Predicate<Delivered> which) {
    return new Share(deliveries(which), deliveries(d -> true));
  }
}
