package org.trueopen.benchmarks.heldout;

import java.time.Instant;

/**
 * One mail in one mailbox; the last of its links unsubscribes, or leads to the settings that do.
 *
 * @param sender its mailbox: a salesperson's own, or one of the organisation's
 */
record Mail(
    String deliveryId,
    String campaign,
    String sender,
    String recipient,
    Instant sentAt,
    Instant deliveredAt,
    int links) {

  int unsubscribeLink() {
    return links - 1;
  }

  /** The same mail, with the same links, on its way to somebody else. */
  Mail passedOn(Instant sent, Instant delivered) {
    return new Mail(deliveryId, campaign, sender, recipient, sent, delivered, links);
  }
}
