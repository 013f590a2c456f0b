package org.trueopen.rehearsal;

import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Verdict;
import org.trueopen.verdict.VerdictClass;

/** A hit of which the other rules say something else: another class, or another place. */
public record Change(
    String deliveryId, String campaign, HitFacts hit, Verdict before, Verdict after) {

  /** From one class to another; the same twice where only the place changes. */
  public record Move(VerdictClass from, VerdictClass to) {}

  public Move move() {
    return new Move(before.verdict(), after.verdict());
  }
}
