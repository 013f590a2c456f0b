package org.trueopen.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What else a gateway with many addresses did: {@code gateway-company}. Once several networks'
 * requests are found to be a machine's, the rest of what came from these networks about that time
 * is its as well, and what the same client asked for from yet another place may be. To be asked
 * last, as it goes by what the other rules found together.
 */
final class CompanyRule {

  /** A machine at a single network says nothing of who else is there. */
  private static final int SEVERAL = 2;

  private CompanyRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    List<HitFacts> hits = delivery.hits();
    List<HitFacts> machines = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      if (!DeliveryCase.isDirect(hits.get(i))) {
        continue;
      }
      if (findings.has(i) && findings.certainty(i) >= rules.value(Threshold.MACHINE_CERTAINTY)) {
        machines.add(hits.get(i));
      } else if (!CrowdRule.amongPeople(delivery, hits.get(i))) {
        others.add(i);
      }
    }
    if (machines.size() < SEVERAL) {
      return;
    }
    Duration shadow = rules.window(Threshold.BURST_SHADOW);
    for (int i : others) {
      HitFacts hit = hits.get(i);
      List<HitFacts> near =
          machines.stream().filter(machine -> isNear(machine, hit, shadow)).toList();
      if (near.stream().map(HitFacts::network).distinct().count() < SEVERAL) {
        continue;
      }
      if (near.stream().anyMatch(machine -> machine.network().equals(hit.network()))) {
        findings.add(
            i,
            new Reason("gateway-company", "beside a machine's requests from the same network"),
            rules.value(Threshold.COMPANY_CERTAINTY));
      } else if (!hit.client().isEmpty()
          && near.stream().anyMatch(machine -> machine.client().equals(hit.client()))) {
        findings.add(
            i,
            new Reason("gateway-company", "beside a machine's requests by the same client"),
            rules.value(Threshold.COMPANY_CLIENT_CERTAINTY));
      }
    }
  }

  private static boolean isNear(HitFacts one, HitFacts other, Duration window) {
    return Duration.between(one.at(), other.at()).abs().compareTo(window) <= 0;
  }
}
