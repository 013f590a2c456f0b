package org.trueopen.admin.rulelab;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.RuleSettings;

/**
 * What is to be tried.
 *
 * @param days how far back the mail goes
 * @param thresholds those that differ from what holds, by name
 * @param ownNetworks in place of those that hold; null to leave these
 * @param lists what is changed of the signal lists, in place of what holds; null to leave it
 */
record LabQuestion(
    int days,
    Map<String, Integer> thresholds,
    @Nullable List<String> ownNetworks,
    @Nullable ListChanges lists) {

  LabQuestion {
    thresholds = Map.copyOf(thresholds);
    ownNetworks = ownNetworks == null ? null : List.copyOf(ownNetworks);
  }

  /** Whether it differs from what holds at all. */
  boolean isAnything() {
    return !thresholds.isEmpty() || ownNetworks != null || lists != null;
  }

  Duration span() {
    return Duration.ofDays(days);
  }

  /** The rules with what is tried in place of what holds. */
  RuleSettings over(RuleSettings present) {
    Map<String, Integer> merged = new HashMap<>(present.thresholds());
    merged.putAll(thresholds);
    return new RuleSettings(
        merged,
        ownNetworks == null ? present.ownNetworks() : ownNetworks,
        lists == null ? present.lists() : lists);
  }
}
