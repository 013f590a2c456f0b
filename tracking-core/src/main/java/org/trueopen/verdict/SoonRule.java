package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hits so soon after delivery that gateways are more at work than people: {@code
 * soon-after-delivery}. The clock starts when a server took the mail, which may be long after it
 * was sent; only if nobody reports that, when it was sent. A hit before a reported delivery says
 * that the report came late, and nothing else.
 */
final class SoonRule {

  static final String NAME = "soon-after-delivery";

  private SoonRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    Instant delivered = delivery.transport().deliveredAt();
    @Nullable Instant sent = delivery.delivery() == null ? null : delivery.delivery().sentAt();
    @Nullable Instant start = delivered == null ? sent : delivered;
    if (start == null) {
      return;
    }
    String after = delivered == null ? " s after sending" : " s after delivery";
    List<HitFacts> hits = delivery.hits();
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      Threshold window =
          DeliveryCase.isClick(hit) ? Threshold.SOON_CLICK_WINDOW : Threshold.SOON_OPEN_WINDOW;
      Duration elapsed = Duration.between(start, hit.at());
      if (DeliveryCase.isDirect(hit)
          && !elapsed.isNegative()
          && elapsed.compareTo(rules.window(window)) <= 0) {
        findings.add(
            i,
            new Reason(NAME, elapsed.toSeconds() + after),
            rules.value(Threshold.SOON_CERTAINTY));
      }
    }
  }
}
