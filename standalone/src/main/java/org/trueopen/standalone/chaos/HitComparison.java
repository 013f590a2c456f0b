package org.trueopen.standalone.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.trueopen.standalone.chaos.HitCount.Found;
import org.trueopen.standalone.demo.HitAttempt;
import org.trueopen.standalone.demo.HitTarget;

/**
 * What was acknowledged beside what a place holds. A target that was asked for {@code r} times and
 * acknowledged {@code a} times must be there at least {@code a} and at most {@code r} times, since
 * a request without an answer may have been recorded or not.
 *
 * @param missing acknowledged requests that are not there; where one of several of a target is
 *     missing, one that may be lost is taken for it
 * @param doubled how many are there too often
 */
record HitComparison(List<HitAttempt> missing, long doubled) {

  HitComparison {
    missing = List.copyOf(missing);
  }

  /**
   * @param mayBeLost whether ingest may have lost it, provided that it counted it
   */
  static HitComparison of(
      List<HitAttempt> attempts, HitCount count, Predicate<HitAttempt> mayBeLost) {
    Map<HitTarget, List<HitAttempt>> byTarget = new HashMap<>();
    attempts.forEach(a -> byTarget.computeIfAbsent(a.target(), t -> new ArrayList<>()).add(a));
    List<HitAttempt> missing = new ArrayList<>();
    long doubled = 0;
    for (Map.Entry<HitTarget, List<HitAttempt>> asked : byTarget.entrySet()) {
      Found found = count.of(asked.getKey());
      asked.getValue().stream()
          .filter(HitAttempt::acknowledged)
          .sorted(Comparator.comparing(a -> !mayBeLost.test(a)))
          .limit(Math.max(0, acknowledged(asked.getValue()) - found.ids()))
          .forEach(missing::add);
      doubled += Math.max(0, found.rows() - Math.min(found.ids(), asked.getValue().size()));
    }
    return new HitComparison(missing, doubled + unasked(count, byTarget.keySet()));
  }

  private static long acknowledged(List<HitAttempt> attempts) {
    return attempts.stream().filter(HitAttempt::acknowledged).count();
  }

  /** What nobody asked for is too much, however often it is there. */
  private static long unasked(HitCount count, Set<HitTarget> asked) {
    return count.all().entrySet().stream()
        .filter(entry -> !asked.contains(entry.getKey()))
        .mapToLong(entry -> entry.getValue().rows())
        .sum();
  }

  /** Missing among those that were begun in a phase. */
  long missingIn(Phase phase) {
    return missing.stream().filter(attempt -> phase.contains(attempt.sentAt())).count();
  }
}
