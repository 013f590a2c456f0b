package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every link of a mail followed from one network, the one that unsubscribes among them: {@code
 * every-link}. Gateways check what there is; who reads a whole mail does not leave the list on the
 * way. A mail with fewer links than a sweep has says nothing, as two or three are soon followed.
 */
final class EveryLinkRule {

  private EveryLinkRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    DeliveryFacts facts = delivery.delivery();
    if (facts == null
        || facts.unsubscribeLink() < 0
        || facts.links() < rules.value(Threshold.SWEEP_LINKS)) {
      return;
    }
    List<HitFacts> hits = delivery.hits();
    Map<String, List<Integer>> networks = new LinkedHashMap<>();
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      if (DeliveryCase.isClick(hit) && DeliveryCase.isDirect(hit)) {
        networks.computeIfAbsent(hit.network(), key -> new ArrayList<>()).add(i);
      }
    }
    for (List<Integer> clicks : networks.values()) {
      Set<Integer> found = SweepRule.swept(clicks, facts.links(), hits, rules);
      if (!found.isEmpty()) {
        state(found, facts.links(), hits, rules, findings);
      }
    }
  }

  /** The clicks, and what else their readers did about that time. */
  private static void state(
      Set<Integer> found, int links, List<HitFacts> hits, Rules rules, Findings findings) {
    Reason reason =
        new Reason(
            "every-link",
            "all %d links within %d s, to unsubscribe as well"
                .formatted(links, rules.value(Threshold.SWEEP_WINDOW)));
    Set<Long> readers = new HashSet<>();
    Instant begin = Instant.MAX;
    Instant end = Instant.MIN;
    for (int i : found) {
      readers.add(hits.get(i).reader());
      begin = hits.get(i).at().isBefore(begin) ? hits.get(i).at() : begin;
      end = hits.get(i).at().isAfter(end) ? hits.get(i).at() : end;
    }
    Duration shadow = rules.window(Threshold.BURST_SHADOW);
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      if (readers.contains(hit.reader())
          && !hit.at().isBefore(begin.minus(shadow))
          && !hit.at().isAfter(end.plus(shadow))) {
        findings.add(i, reason, rules.value(Threshold.EVERY_LINK_CERTAINTY));
      }
    }
  }
}
