package org.trueopen.benchmarks.institution;

import java.time.Instant;

/** One mail in one mailbox; the last of its links unsubscribes. */
record Mail(
    String deliveryId,
    String campaign,
    String recipient,
    Instant sentAt,
    Instant deliveredAt,
    int links) {

  int unsubscribeLink() {
    return links - 1;
  }

  /** The same mail, with the same links, on its way to somebody else. */
  Mail passedOn(Instant sent, Instant delivered) {
    return new Mail(deliveryId, campaign, recipient, sent, delivered, links);
  }
}
