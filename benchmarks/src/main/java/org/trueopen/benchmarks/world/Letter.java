package org.trueopen.benchmarks.world;

import java.time.Instant;

/** One mail to one recipient. */
record Letter(
    String deliveryId,
    String campaign,
    Recipient recipient,
    Instant sentAt,
    Instant deliveredAt,
    int links) {

  /** The last link unsubscribes. */
  int unsubscribeLink() {
    return links - 1;
  }
}
