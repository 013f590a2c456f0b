package org.trueopen.admin.rulelab;

import java.util.ArrayList;
import java.util.List;
import org.trueopen.settings.RuleSettings;
import org.trueopen.verdict.Threshold;

/** What is tried beside what holds: {@code Burst links: 3 → 9}. */
final class TriedWords {

  private static final String CHANGE = "%s: %s \u2192 %s";

  private TriedWords() {}

  static String of(LabQuestion question, RuleSettings present) {
    List<String> words = new ArrayList<>();
    for (Threshold threshold : Threshold.values()) {
      Integer value = question.thresholds().get(threshold.text());
      if (value != null) {
        int holds = present.thresholds().getOrDefault(threshold.text(), threshold.defaultValue());
        words.add(
            CHANGE.formatted(
                ThresholdWords.name(threshold),
                ThresholdWords.value(threshold, holds),
                ThresholdWords.value(threshold, value)));
      }
    }
    List<String> networks = question.ownNetworks();
    if (networks != null) {
      words.add(
          CHANGE.formatted("Own networks", networks(present.ownNetworks()), networks(networks)));
    }
    if (question.lists() != null) {
      words.addAll(ListEntryWords.differences(present.lists(), question.lists()));
    }
    return String.join("; ", words);
  }

  /** {@code none}, or the networks with commas between. */
  static String networks(List<String> networks) {
    return networks.isEmpty() ? "none" : String.join(", ", networks);
  }
}
