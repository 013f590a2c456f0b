package org.trueopen.benchmarks.history;

import java.time.Instant;

/**
 * One mail to one recipient; the last of its links unsubscribes, or leads to the settings that do.
 *
 * @param sender the mailbox it comes from
 * @param recipient the address it goes to
 */
public record Mail(
    String deliveryId,
    String campaign,
    String sender,
    String recipient,
    Instant sentAt,
    Instant deliveredAt,
    int links) {

  /** Its number, from 0. */
  public int unsubscribeLink() {
    return links - 1;
  }

  /** The same mail, with the same links, on its way to somebody else. */
  public Mail passedOn(Instant sent, Instant delivered) {
    return new Mail(deliveryId, campaign, sender, recipient, sent, delivered, links);
  }
}
