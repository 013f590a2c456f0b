package org.trueopen.verdict;

import java.time.Duration;
import java.util.List;
import org.trueopen.event.Hit;

/**
 * What else came from where somebody followed the link that no reader sees: {@code honeypot}. The
 * same client about that time, as around a burst; and, since gateways ask with many clients,
 * whoever came from that network at once with it. The hit itself is a scanner's by itself, which
 * {@link HitClassifier} says. Asked before bursts, whose shadow is as certain as what was found.
 */
final class HoneypotRule {

  static final String ID = "honeypot";

  private HoneypotRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    List<HitFacts> hits = delivery.hits();
    List<HitFacts> trapped = hits.stream().filter(hit -> hit.link() == Hit.HONEYPOT).toList();
    if (trapped.isEmpty()) {
      return;
    }
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      if (hit.link() != Hit.HONEYPOT
          && !hit.network().isEmpty()
          && trapped.stream().anyMatch(one -> isCompany(hit, one, rules))) {
        findings.add(
            i,
            new Reason(ID, "another request from " + hit.network()),
            rules.value(Threshold.HONEYPOT_CERTAINTY));
      }
    }
  }

  private static boolean isCompany(HitFacts hit, HitFacts trapped, Rules rules) {
    Duration apart = Duration.between(hit.at(), trapped.at()).abs();
    Threshold window =
        hit.reader() == trapped.reader() ? Threshold.BURST_SHADOW : Threshold.BURST_WINDOW;
    return hit.network().equals(trapped.network()) && apart.compareTo(rules.window(window)) <= 0;
  }
}
