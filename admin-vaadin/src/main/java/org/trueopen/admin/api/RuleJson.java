package org.trueopen.admin.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.RuleSettings;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Threshold;

/** An account's rules as JSON fields and back. */
final class RuleJson {

  private RuleJson() {}

  /**
   * Thresholds that are left out, or have their default, follow the product's default.
   *
   * @param before what holds of the lists until now
   */
  static RuleSettings read(JsonBody body, ListChanges before) {
    RuleSettings given =
        new RuleSettings(
            body.numbers("thresholds"), body.texts("ownNetworks"), ListsJson.read(body, before));
    Rules.problems(given).forEach(body::problem);
    return Rules.kept(given);
  }

  /** Every threshold as it holds, set or not. */
  static Map<String, Object> fields(RuleSettings rules) {
    Map<String, Integer> thresholds = new LinkedHashMap<>();
    for (Threshold threshold : Threshold.values()) {
      int set = rules.thresholds().getOrDefault(threshold.text(), threshold.defaultValue());
      thresholds.put(threshold.text(), threshold.allows(set) ? set : threshold.defaultValue());
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("thresholds", thresholds);
    fields.put("ownNetworks", rules.ownNetworks());
    fields.put("lists", ListsJson.fields(rules.lists()));
    return fields;
  }

  /** What each threshold means and may be. */
  static List<Map<String, Object>> catalogue() {
    return Arrays.stream(Threshold.values()).map(RuleJson::entry).toList();
  }

  private static Map<String, Object> entry(Threshold threshold) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", threshold.text());
    entry.put("unit", Words.of(threshold.unit()));
    entry.put("default", threshold.defaultValue());
    entry.put("min", threshold.min());
    entry.put("max", threshold.max());
    entry.put("reason", threshold.reason());
    entry.put("source", threshold.source());
    return entry;
  }
}
