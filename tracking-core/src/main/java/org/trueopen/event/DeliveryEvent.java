package org.trueopen.event;

/** A record of topic {@code deliveries}. */
public sealed interface DeliveryEvent permits Delivery, DeliveryStatus, Aggregate {

  String account();

  /** The id that the tokens carry, by which its hits find it. */
  String deliveryId();
}
