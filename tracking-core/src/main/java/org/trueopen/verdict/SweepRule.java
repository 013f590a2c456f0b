package org.trueopen.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Many different links followed one after the other, more slowly than in a burst: {@code
 * link-sweep}. Gateways that take their time do it, and now and then people who read everything. It
 * looks for sweeps of one reader first, and then, among the clicks that are left and come from
 * where nobody opened the mail, for those that a gateway spread over several readers. Of a mail
 * with few links it wants all of them. To be asked after bursts, which it adds nothing to.
 */
final class SweepRule {

  /** People follow both links of a mail; all of three, few do. */
  private static final int FEWEST = 3;

  private final DeliveryCase delivery;
  private final Rules rules;
  private final Findings findings;
  private final int needed;
  private final boolean all;

  private SweepRule(DeliveryCase delivery, Rules rules, Findings findings) {
    this.delivery = delivery;
    this.rules = rules;
    this.findings = findings;
    int links = delivery.delivery() == null ? 0 : delivery.delivery().links();
    int sweep = rules.value(Threshold.SWEEP_LINKS);
    this.all = links >= FEWEST && links < sweep;
    this.needed = all ? links : sweep;
  }

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    new SweepRule(delivery, rules, findings).find();
  }

  private void find() {
    Map<Long, List<Integer>> readers = new LinkedHashMap<>();
    for (int i = 0; i < delivery.hits().size(); i++) {
      HitFacts hit = delivery.hits().get(i);
      if (DeliveryCase.isClick(hit) && DeliveryCase.isDirect(hit)) {
        readers.computeIfAbsent(hit.reader(), key -> new ArrayList<>()).add(i);
      }
    }
    for (List<Integer> clicks : readers.values()) {
      state(swept(clicks), "", Threshold.SWEEP_CERTAINTY);
    }
    if (readers.size() > 1) {
      List<Integer> left =
          readers.values().stream()
              .flatMap(List::stream)
              .filter(i -> !findings.has(i, "link-sweep") && !findings.has(i, "link-burst"))
              .filter(i -> !delivery.openedAt(delivery.hits().get(i)))
              .sorted()
              .toList();
      state(swept(left), " from several places", Threshold.SPREAD_SWEEP_CERTAINTY);
    }
  }

  private void state(Set<Integer> swept, String spread, Threshold certainty) {
    if (swept.isEmpty()) {
      return; // as nearly always, and each hit of a delivery asks
    }
    Reason reason =
        new Reason(
            "link-sweep",
            "%s links one by one within %d s%s"
                .formatted(
                    all ? "all " + needed : needed + " or more",
                    rules.value(Threshold.SWEEP_WINDOW),
                    spread));
    boolean blindly = clickedBlindly(Collections.min(swept));
    for (int i : swept) {
      if (findings.has(i, "link-burst")) {
        continue;
      }
      if (blindly) {
        findings.add(
            i,
            new Reason("no-pixel-before-clicks", "nobody had loaded the pixel"),
            rules.value(Threshold.NO_PIXEL_CERTAINTY),
            !spread.isEmpty());
      }
      findings.add(i, reason, rules.value(certainty), !spread.isEmpty());
    }
  }

  private boolean clickedBlindly(int first) {
    return delivery.delivery() != null
        && delivery.delivery().opensTracked()
        && delivery.hits().subList(0, first).stream().allMatch(DeliveryCase::isClick);
  }

  private Set<Integer> swept(List<Integer> clicks) {
    return swept(clicks, needed, delivery.hits(), rules);
  }

  /** Of the clicks, in order of time, those within a sweep's time of so many different links. */
  static Set<Integer> swept(List<Integer> clicks, int needed, List<HitFacts> hits, Rules rules) {
    Set<Integer> swept = new HashSet<>();
    for (int from = 0; from + needed <= clicks.size(); from++) {
      Instant end = hits.get(clicks.get(from)).at().plus(rules.window(Threshold.SWEEP_WINDOW));
      List<Integer> members =
          clicks.subList(from, clicks.size()).stream()
              .filter(i -> !hits.get(i).at().isAfter(end))
              .toList();
      if (members.stream().map(i -> hits.get(i).link()).distinct().count() >= needed) {
        swept.addAll(members);
      }
    }
    return swept;
  }
}
