package org.trueopen.job.ledger;

import java.time.Clock;
import org.apache.flink.util.Collector;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.job.source.Origin;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.verdict.AggregateLedger;

/** Deliveries, what became of them, and what stands in their place in anonymous mail. */
public final class ReadDeliveries extends TopicReader<LedgerEvent> {

  public ReadDeliveries(Clock clock) {
    super(clock);
  }

  @Override
  void read(TopicEvent event, Collector<LedgerEvent> out) {
    switch (event) {
      case TopicEvent.Sent(Origin origin, Delivery delivery) -> {
        require(delivery, false);
        out.collect(new LedgerEvent.Sent(delivery));
      }
      case TopicEvent.Status(Origin origin, DeliveryStatus status) -> {
        require(status, false);
        out.collect(new LedgerEvent.Reported(status));
      }
      case TopicEvent.Explained(Origin origin, Aggregate aggregate) -> {
        require(aggregate, true);
        out.collect(new LedgerEvent.Explained(aggregate));
      }
      default -> throw misplaced(event);
    }
  }

  /** A hit is told from a delivery's by its id alone, so neither may have an id of the other's. */
  private static void require(DeliveryEvent event, boolean aggregate) {
    if (AggregateLedger.isAggregate(event.deliveryId()) != aggregate) {
      throw new IllegalArgumentException(
          "id of a %s: expected it %s be \"all-\" and 32 hex digits, found \"%s\""
              .formatted(
                  event.getClass().getSimpleName(),
                  aggregate ? "to" : "not to",
                  event.deliveryId()));
    }
  }
}
