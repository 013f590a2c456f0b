package org.trueopen.verdict;

import java.time.Instant;
import java.util.Locale;
import org.trueopen.event.Delivery;

/**
 * What the job keeps of a delivery to file its hits under.
 *
 * @param opensTracked whether its opens can be seen and tied to it: its mail carries a pixel of its
 *     own, and not one that it shares with other anonymous mail
 * @param clicksTracked likewise
 * @param unsubscribeLink the number of the link that unsubscribes; -1 for none
 * @param internal whether it went to the sender's own domain, whose people may well read it in the
 *     account's own networks
 * @param recipientDomain where it went, lower case; empty where the recipient is not known
 * @param links how many links it has; 0 where that was not kept
 */
public record DeliveryFacts(
    Instant sentAt,
    String mailbox,
    String campaign,
    boolean opensTracked,
    boolean clicksTracked,
    int unsubscribeLink,
    boolean internal,
    String recipientDomain,
    int links) {

  /** Of a recipient whose domain was not kept, and nothing of links. */
  public DeliveryFacts(
      Instant sentAt,
      String mailbox,
      String campaign,
      boolean opensTracked,
      boolean clicksTracked,
      int unsubscribeLink,
      boolean internal) {
    this(sentAt, mailbox, campaign, opensTracked, clicksTracked, unsubscribeLink, internal, "", 0);
  }

  public static DeliveryFacts of(Delivery delivery) {
    boolean identified = !delivery.decision().identity().anonymous();
    return new DeliveryFacts(
        delivery.sentAt(),
        delivery.mailbox(),
        delivery.campaign(),
        identified && delivery.decision().opens().tracked(),
        identified && delivery.decision().clicks().tracked(),
        delivery.unsubscribeLink(),
        !delivery.recipient().isEmpty()
            && domain(delivery.recipient()).equals(domain(delivery.mailbox())),
        domain(delivery.recipient()),
        delivery.links().size());
  }

  public Filing filing() {
    return new Filing(mailbox, campaign, sentAt);
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }
}
