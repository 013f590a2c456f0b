package org.trueopen.verdict;

import java.time.Duration;
import java.util.List;

/** The unsubscribe link and a content link by one reader: {@code unsubscribe-and-content}. */
final class UnsubscribeRule {

  private UnsubscribeRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    if (delivery.delivery() == null || delivery.delivery().unsubscribeLink() < 0) {
      return;
    }
    List<HitFacts> hits = delivery.hits();
    int unsubscribe = delivery.delivery().unsubscribeLink();
    boolean[] found = new boolean[hits.size()];
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      if (!DeliveryCase.isClick(hit) || hit.link() != unsubscribe) {
        continue;
      }
      for (int j = 0; j < hits.size(); j++) {
        if (isContent(hits.get(j), hit, rules.window(Threshold.UNSUBSCRIBE_WINDOW))) {
          found[i] = true;
          found[j] = true;
        }
      }
    }
    Reason reason =
        new Reason(
            "unsubscribe-and-content",
            "both within " + rules.value(Threshold.UNSUBSCRIBE_WINDOW) + " s");
    for (int i = 0; i < found.length; i++) {
      if (found[i]) {
        findings.add(i, reason, rules.value(Threshold.UNSUBSCRIBE_CERTAINTY));
      }
    }
  }

  private static boolean isContent(HitFacts hit, HitFacts unsubscribe, Duration window) {
    return DeliveryCase.isClick(hit)
        && hit.link() != unsubscribe.link()
        && hit.reader() == unsubscribe.reader()
        && Duration.between(hit.at(), unsubscribe.at()).abs().compareTo(window) <= 0;
  }
}
