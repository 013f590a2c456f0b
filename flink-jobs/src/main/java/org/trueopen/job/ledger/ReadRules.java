package org.trueopen.job.ledger;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.state.RulesChange;
import org.trueopen.settings.RuleSettings;

/**
 * Of all settings those that the ledgers go by. What cannot be read {@link CopySettings} stores.
 */
public final class ReadRules implements FlatMapFunction<TopicEvent, RulesChange> {

  @Override
  public void flatMap(TopicEvent event, Collector<RulesChange> out) {
    if (event instanceof TopicEvent.Changed changed
        && changed.setting().value() instanceof RuleSettings) {
      out.collect(new RulesChange(changed.setting()));
    }
  }
}
