package org.trueopen.verdict;

import java.time.Instant;
import org.trueopen.event.Delivery;

/** What the job keeps of a delivery to file its hits under. */
public record DeliveryFacts(
    Instant sentAt, String mailbox, String campaign, boolean opensTracked, boolean clicksTracked) {

  public static DeliveryFacts of(Delivery delivery) {
    return new DeliveryFacts(
        delivery.sentAt(),
        delivery.mailbox(),
        delivery.campaign(),
        delivery.decision().opens().tracked(),
        delivery.decision().clicks().tracked());
  }

  public String domain() {
    return mailbox.substring(mailbox.lastIndexOf('@') + 1);
  }
}
