package org.trueopen.verdict;

import java.time.Duration;
import java.util.List;

/**
 * One link followed from two networks by two clients at nearly the same time: {@code
 * checked-click}. Gateways that look at a link when somebody clicks it ask for it just before the
 * reader's browser does, and some just after. Of the two, the one from where the mail was opened is
 * the reader's, and else the later.
 */
final class CheckRule {

  private CheckRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    List<HitFacts> hits = delivery.hits();
    Duration window = rules.window(Threshold.CHECK_WINDOW);
    boolean[] suspected = new boolean[hits.size()];
    for (int earlier = 0; earlier < hits.size(); earlier++) {
      for (int later = earlier + 1;
          later < hits.size() && isWithin(hits.get(earlier), hits.get(later), window);
          later++) {
        if (isPair(hits.get(earlier), hits.get(later))) {
          boolean readersIsEarlier =
              delivery.openedAt(hits.get(earlier)) && !delivery.openedAt(hits.get(later));
          suspected[readersIsEarlier ? later : earlier] = true;
        }
      }
    }
    for (int i = 0; i < suspected.length; i++) {
      if (suspected[i]) {
        findings.add(i, reason(rules), rules.value(Threshold.CHECK_CERTAINTY), true);
      }
    }
  }

  private static Reason reason(Rules rules) {
    return new Reason(
        "checked-click",
        "another network followed the link within " + rules.value(Threshold.CHECK_WINDOW) + " s");
  }

  private static boolean isWithin(HitFacts earlier, HitFacts later, Duration window) {
    return Duration.between(earlier.at(), later.at()).compareTo(window) <= 0;
  }

  private static boolean isPair(HitFacts one, HitFacts other) {
    return DeliveryCase.isClick(one)
        && DeliveryCase.isClick(other)
        && one.link() == other.link()
        && !one.network().equals(other.network())
        && !one.client().equals(other.client())
        && DeliveryCase.isDirect(one)
        && DeliveryCase.isDirect(other);
  }
}
