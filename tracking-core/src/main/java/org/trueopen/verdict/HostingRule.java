package org.trueopen.verdict;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hits from where machines run: {@code cloud-network} and {@code hosting-network}, as the list of
 * clouds says of the address alone. Of people, few sit behind such addresses, as those whose
 * employer or VPN has its exits there; crowds that look like people do not speak for a network of a
 * cloud, as one gateway's requests for many recipients may look like that.
 */
final class HostingRule {

  static final String CLOUD = "cloud-network";
  static final String HOSTING = "hosting-network";

  static final Set<String> IDS = Set.of(CLOUD, HOSTING);

  private static final Map<String, Threshold> CERTAINTIES =
      Map.of(CLOUD, Threshold.CLOUD_CERTAINTY, HOSTING, Threshold.HOSTING_CERTAINTY);

  private HostingRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    List<HitFacts> hits = delivery.hits();
    for (int i = 0; i < hits.size(); i++) {
      for (Reason reason : hits.get(i).reasons()) {
        Threshold certainty = CERTAINTIES.get(reason.rule());
        if (certainty != null && DeliveryCase.isDirect(hits.get(i))) {
          findings.add(i, reason, rules.value(certainty));
        }
      }
    }
  }
}
