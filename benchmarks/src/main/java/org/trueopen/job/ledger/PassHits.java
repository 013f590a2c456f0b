package org.trueopen.job.ledger;

import java.time.Clock;
import java.util.List;
import org.apache.flink.util.Collector;
import org.trueopen.event.Hit;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.VerdictClass;

/** In place of {@link ClassifyHits}: looks at nothing and calls everybody a person. */
public final class PassHits extends TopicReader<LedgerEvent> {

  public PassHits(Clock clock) {
    super(clock);
  }

  @Override
  void read(TopicEvent event, Collector<LedgerEvent> out) {
    if (!(event instanceof TopicEvent.Requested requested)) {
      throw misplaced(event);
    }
    Hit hit = requested.hit();
    HitFacts facts =
        new HitFacts(
            hit.hitId(),
            hit.kind(),
            hit.link(),
            hit.pixel(),
            hit.url(),
            hit.at(),
            hit.method(),
            "",
            0,
            0,
            "",
            VerdictClass.PERSON,
            List.of(),
            0);
    out.collect(new LedgerEvent.Seen(hit.account(), hit.deliveryId(), facts));
  }
}
