package org.trueopen.rehearsal;

import java.util.List;
import java.util.Map;

/**
 * What two sets of rules say of the same mail.
 *
 * @param hits judged
 * @param all of all mail
 * @param campaigns by name, the empty one for mail of none; in order of name
 * @param moves how many hits changed from one class to another, most first
 * @param samples a few of each move, the latest first
 */
public record Comparison(
    long hits,
    Pair all,
    Map<String, Pair> campaigns,
    Map<Change.Move, Long> moves,
    List<Change> samples) {

  /** The figures by the one and by the other. */
  public record Pair(Figures before, Figures after) {

    static final Pair NONE = new Pair(Figures.NONE, Figures.NONE);

    Pair plus(Pair other) {
      return new Pair(before.plus(other.before), after.plus(other.after));
    }
  }

  /** Hits of which the two say different things. */
  public long changed() {
    return moves.values().stream().mapToLong(Long::longValue).sum();
  }
}
