package org.trueopen.verdict;

import java.time.Instant;
import org.trueopen.event.Delivery;

/**
 * What the job keeps of a delivery to file its hits under.
 *
 * @param opensTracked whether its opens can be seen and tied to it: its mail carries a pixel of its
 *     own, and not one that it shares with other anonymous mail
 * @param clicksTracked likewise
 */
public record DeliveryFacts(
    Instant sentAt, String mailbox, String campaign, boolean opensTracked, boolean clicksTracked) {

  public static DeliveryFacts of(Delivery delivery) {
    boolean identified = !delivery.decision().identity().anonymous();
    return new DeliveryFacts(
        delivery.sentAt(),
        delivery.mailbox(),
        delivery.campaign(),
        identified && delivery.decision().opens().tracked(),
        identified && delivery.decision().clicks().tracked());
  }

  public Filing filing() {
    return new Filing(mailbox, campaign);
  }
}
