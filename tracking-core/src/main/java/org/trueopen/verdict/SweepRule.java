package org.trueopen.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One reader follows many different links one after the other, more slowly than in a burst: {@code
 * link-sweep}. Gateways that take their time do it, and now and then people who read everything. To
 * be asked after bursts, which it adds nothing to.
 */
final class SweepRule {

  private SweepRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    int needed = rules.value(Threshold.SWEEP_LINKS);
    Map<Long, List<Integer>> readers = new LinkedHashMap<>();
    for (int i = 0; i < delivery.hits().size(); i++) {
      HitFacts hit = delivery.hits().get(i);
      if (DeliveryCase.isClick(hit) && DeliveryCase.isDirect(hit)) {
        readers.computeIfAbsent(hit.reader(), key -> new ArrayList<>()).add(i);
      }
    }
    Reason reason =
        new Reason(
            "link-sweep",
            "%d or more links one by one within %d s"
                .formatted(needed, rules.value(Threshold.SWEEP_WINDOW)));
    for (List<Integer> clicks : readers.values()) {
      for (int i : swept(delivery, clicks, needed, rules)) {
        if (clickedBlindly(delivery, clicks.getFirst()) && !findings.has(i, "link-burst")) {
          findings.add(
              i,
              new Reason("no-pixel-before-clicks", "nobody had loaded the pixel"),
              rules.value(Threshold.NO_PIXEL_CERTAINTY));
        }
        if (!findings.has(i, "link-burst")) {
          findings.add(i, reason, rules.value(Threshold.SWEEP_CERTAINTY));
        }
      }
    }
  }

  private static boolean clickedBlindly(DeliveryCase delivery, int first) {
    return delivery.delivery() != null
        && delivery.delivery().opensTracked()
        && delivery.hits().subList(0, first).stream().allMatch(DeliveryCase::isClick);
  }

  private static Set<Integer> swept(
      DeliveryCase delivery, List<Integer> clicks, int needed, Rules rules) {
    Set<Integer> swept = new HashSet<>();
    for (int from = 0; from + needed <= clicks.size(); from++) {
      Instant end =
          delivery.hits().get(clicks.get(from)).at().plus(rules.window(Threshold.SWEEP_WINDOW));
      List<Integer> members =
          clicks.subList(from, clicks.size()).stream()
              .filter(i -> !delivery.hits().get(i).at().isAfter(end))
              .toList();
      if (members.stream().map(i -> delivery.hits().get(i).link()).distinct().count() >= needed) {
        swept.addAll(members);
      }
    }
    return swept;
  }
}
