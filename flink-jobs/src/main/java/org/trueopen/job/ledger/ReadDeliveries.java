package org.trueopen.job.ledger;

import java.time.Clock;
import org.apache.flink.util.Collector;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.LedgerEvent;

/**
 * Deliveries for the ledger. Statuses pass without effect: a delivery counts as delivered from the
 * start, and a bounce does not yet take that back.
 */
public final class ReadDeliveries extends TopicReader<LedgerEvent> {

  public ReadDeliveries(Clock clock) {
    super(clock);
  }

  @Override
  void read(TopicEvent event, Collector<LedgerEvent> out) {
    switch (event) {
      case TopicEvent.Sent sent -> out.collect(new LedgerEvent.Sent(sent.delivery()));
      case TopicEvent.Status status -> {}
      default -> throw misplaced(event);
    }
  }
}
