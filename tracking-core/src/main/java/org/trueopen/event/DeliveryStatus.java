package org.trueopen.event;

import java.time.Instant;

/** What the receiving server said. Topic {@code deliveries}. */
public record DeliveryStatus(String account, String deliveryId, Status status, Instant at)
    implements DeliveryEvent {

  /** The statuses that matter to tracking. */
  public enum Status {
    DELIVERED,
    BOUNCED
  }
}
