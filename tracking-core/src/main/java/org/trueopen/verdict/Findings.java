package org.trueopen.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the window rules have found against each of a delivery's hits. */
final class Findings {

  /**
   * One piece of evidence for a machine.
   *
   * @param certainty how sure it makes us by itself, in percent
   * @param company whether it rests on what came from elsewhere about the same time
   */
  record Finding(Reason reason, int certainty, boolean company) {}

  private final List<List<Finding>> byHit;

  Findings(int hits) {
    byHit = IntStream.range(0, hits).<List<Finding>>mapToObj(i -> new ArrayList<>(2)).toList();
  }

  void add(int hit, Reason reason, int certainty) {
    add(hit, reason, certainty, false);
  }

  /**
   * @param company whether it rests on what came from elsewhere about the same time
   */
  void add(int hit, Reason reason, int certainty, boolean company) {
    byHit.get(hit).add(new Finding(reason, certainty, company));
  }

  boolean has(int hit, String rule) {
    return byHit.get(hit).stream().anyMatch(finding -> finding.reason().rule().equals(rule));
  }

  boolean hasOnly(int hit, Set<String> rules) {
    return byHit.get(hit).stream().allMatch(finding -> rules.contains(finding.reason().rule()));
  }

  /** Makes a finding as certain as this, if it still stands. */
  void raise(int hit, Reason reason, int certainty) {
    byHit
        .get(hit)
        .replaceAll(
            finding ->
                finding.reason().equals(reason)
                    ? new Finding(reason, certainty, finding.company())
                    : finding);
  }

  /**
   * Drops what rests on others, and lowers the rest.
   *
   * @param enough what is as certain as this stays as it is
   * @param percent by how much
   */
  void excuse(int hit, int enough, int percent) {
    byHit.get(hit).removeIf(Finding::company);
    byHit
        .get(hit)
        .replaceAll(
            finding ->
                finding.certainty() >= enough
                    ? finding
                    : new Finding(
                        finding.reason(), finding.certainty() * (100 - percent) / 100, false));
  }

  /** The strongest first. */
  Stream<Reason> reasons(int hit) {
    return byHit.get(hit).stream()
        .sorted(Comparator.comparingInt(Finding::certainty).reversed())
        .map(Finding::reason);
  }

  boolean has(int hit) {
    return !byHit.get(hit).isEmpty();
  }

  /** All of it together. */
  int certainty(int hit) {
    return combined(byHit.get(hit).stream().mapToInt(Finding::certainty).toArray());
  }

  /**
   * Certainties combined as if independent ("noisy or"): what is left of doubt is multiplied. Rules
   * that look at the same thing are not independent, which is why each alone is set low.
   */
  static int combined(int... certainties) {
    double doubt = 1;
    for (int certainty : certainties) {
      doubt *= 1 - certainty / 100.0;
    }
    // Never quite certain, however much there is.
    return (int) Math.min(99, Math.round(100 * (1 - doubt)));
  }
}
