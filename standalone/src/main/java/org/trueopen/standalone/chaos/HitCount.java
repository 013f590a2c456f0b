package org.trueopen.standalone.chaos;

import java.util.HashMap;
import java.util.Map;
import org.trueopen.standalone.demo.HitTarget;

/** How many hits a place holds, by what was asked for. */
final class HitCount {

  /**
   * One target's hits.
   *
   * @param ids distinct hits
   * @param rows how often they stand there in all
   */
  record Found(long ids, long rows) {

    static final Found NONE = new Found(0, 0);
  }

  private final Map<HitTarget, Found> found = new HashMap<>();

  void add(HitTarget target, long ids, long rows) {
    found.merge(
        target,
        new Found(ids, rows),
        (one, two) -> new Found(one.ids() + two.ids(), one.rows() + two.rows()));
  }

  Found of(HitTarget target) {
    return found.getOrDefault(target, Found.NONE);
  }

  /** What was found, by target. */
  Map<HitTarget, Found> all() {
    return Map.copyOf(found);
  }

  long ids() {
    return found.values().stream().mapToLong(Found::ids).sum();
  }

  long rows() {
    return found.values().stream().mapToLong(Found::rows).sum();
  }
}
