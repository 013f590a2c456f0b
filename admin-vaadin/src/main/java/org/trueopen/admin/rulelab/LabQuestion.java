package org.trueopen.admin.rulelab;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.trueopen.settings.RuleSettings;

/**
 * What is to be tried.
 *
 * @param days how far back the mail goes
 * @param thresholds those that differ from what holds, by name
 */
record LabQuestion(int days, Map<String, Integer> thresholds) {

  LabQuestion {
    thresholds = Map.copyOf(thresholds);
  }

  Duration span() {
    return Duration.ofDays(days);
  }

  /** The rules with what is tried in place of what holds. */
  RuleSettings over(RuleSettings present) {
    Map<String, Integer> merged = new HashMap<>(present.thresholds());
    merged.putAll(thresholds);
    return new RuleSettings(merged, present.ownNetworks());
  }
}
