package org.trueopen.ingest.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.instrument.RecipientUrls;
import org.trueopen.instrument.TrackingUrls;

/**
 * A mail's deliveries, and what their copies are made of. Copies are made one at a time, when they
 * are written out: ten thousand newsletters in memory at once would be 500 MB.
 *
 * @param aggregate stands in the tokens in place of the deliveries; null for mail that is tracked
 *     by recipient, or not at all
 * @param earlyPixel whether copies carry a second pixel
 * @param honeypot whether copies carry a link that no reader sees
 */
record Instrumented<T extends MailTemplate>(
    String messageId,
    @Nullable Aggregate aggregate,
    List<Delivery> deliveries,
    T template,
    TrackingUrls urls,
    boolean earlyPixel,
    boolean honeypot) {

  /** All that Kafka must have before a copy leaves; what stands in the tokens comes first. */
  List<DeliveryEvent> events() {
    List<DeliveryEvent> events = new ArrayList<>(deliveries.size() + 1);
    if (aggregate != null) {
      events.add(aggregate);
    }
    events.addAll(deliveries);
    return events;
  }

  /** The addresses that one delivery's copy carries. */
  RecipientUrls urlsOf(Delivery delivery) {
    return new CopyUrls(
        urls,
        new AccountId(delivery.account()),
        new DeliveryId(aggregate == null ? delivery.deliveryId() : aggregate.deliveryId()),
        aggregate == null ? delivery.recipientKey() : 0,
        delivery,
        earlyPixel,
        honeypot);
  }
}
