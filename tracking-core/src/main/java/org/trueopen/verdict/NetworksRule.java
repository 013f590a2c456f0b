package org.trueopen.verdict;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One delivery hit from several networks at once: {@code several-networks}. */
final class NetworksRule {

  static final String NAME = "several-networks";

  private NetworksRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    List<HitFacts> hits = delivery.hits();
    int needed = rules.value(Threshold.NETWORKS_COUNT);
    // What stands behind a proxy, and what is known for a machine, says nothing of the rest.
    int[] direct =
        IntStream.range(0, hits.size()).filter(i -> DeliveryCase.isDirect(hits.get(i))).toArray();
    if (direct.length < needed) {
      return;
    }
    Reason reason = reason(rules);
    Map<String, Integer> inWindow = new HashMap<>();
    int left = 0;
    int unmarked = 0;
    for (int right = 0; right < direct.length; right++) {
      HitFacts latest = hits.get(direct[right]);
      inWindow.merge(latest.network(), 1, Integer::sum);
      Instant begin = latest.at().minus(rules.window(Threshold.NETWORKS_WINDOW));
      for (; hits.get(direct[left]).at().isBefore(begin); left++) {
        inWindow.merge(hits.get(direct[left]).network(), -1, Integer::sum);
      }
      inWindow.values().removeIf(count -> count == 0);
      if (inWindow.size() >= needed) {
        for (int i = Math.max(left, unmarked); i <= right; i++) {
          findings.add(direct[i], reason, rules.value(Threshold.NETWORKS_CERTAINTY), true);
        }
        unmarked = right + 1;
      }
    }
  }

  private static Reason reason(Rules rules) {
    return new Reason(
        NAME,
        "%d or more networks within %d s"
            .formatted(
                rules.value(Threshold.NETWORKS_COUNT), rules.value(Threshold.NETWORKS_WINDOW)));
  }
}
