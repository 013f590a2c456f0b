package org.trueopen.job.ledger;

import java.time.Clock;
import org.apache.flink.util.Collector;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.store.Rows;
import org.trueopen.job.store.StoreRow;

/** A row for each change of a setting, so that the admin can show history after compaction. */
public final class CopySettings extends TopicReader<StoreRow> {

  public CopySettings(Clock clock) {
    super(clock);
  }

  @Override
  void read(TopicEvent event, Collector<StoreRow> out) {
    if (!(event instanceof TopicEvent.Changed changed)) {
      throw misplaced(event);
    }
    out.collect(Rows.settingsChange(changed.setting()));
  }
}
