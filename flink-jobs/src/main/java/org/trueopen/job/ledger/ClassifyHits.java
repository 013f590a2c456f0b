package org.trueopen.job.ledger;

import java.time.Clock;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.util.Collector;
import org.trueopen.event.Hit;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.Signals;

/** What each hit alone tells; from here on nobody sees its full address or user agent. */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class ClassifyHits extends TopicReader<LedgerEvent> {

  private final byte[] hashSecret;
  private final SignalsConfig lists;
  private final Clock clock;
  private transient SignalsFolder folder;
  private transient Signals signals;
  private transient HitClassifier classifier;

  /**
   * @param hashSecret the key of {@link KeyedHash}
   */
  public ClassifyHits(byte[] hashSecret, SignalsConfig lists, Clock clock) {
    super(clock);
    this.hashSecret = hashSecret.clone();
    this.lists = lists;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    folder = new SignalsFolder(lists, clock);
    signals = folder.current();
    classifier = new HitClassifier(signals, new KeyedHash(hashSecret));
    getRuntimeContext().getMetricGroup().gauge("signalsAgeDays", folder::ageDays);
    getRuntimeContext().getMetricGroup().gauge("signalsRefused", folder::refused);
  }

  @Override
  void read(TopicEvent event, Collector<LedgerEvent> out) {
    if (!(event instanceof TopicEvent.Requested requested)) {
      throw misplaced(event);
    }
    Signals current = folder.current();
    if (current != signals) {
      signals = current;
      classifier = classifier.with(current);
    }
    Hit hit = requested.hit();
    out.collect(new LedgerEvent.Seen(hit.account(), hit.deliveryId(), classifier.classify(hit)));
  }
}
