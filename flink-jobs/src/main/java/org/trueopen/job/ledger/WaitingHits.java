package org.trueopen.job.ledger;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;
import org.trueopen.job.state.WaitingHit;

/**
 * Hits of anonymous mail that came before the record that says what they belong to, as they do when
 * the topics are read from their beginning. Of each key it holds the first {@value #BOUND}, some
 * ten megabytes; what comes beyond stays counted without a mailbox.
 */
final class WaitingHits {

  static final int BOUND = 50_000;

  private final ListState<WaitingHit> hits;
  private final ValueState<Integer> count;

  WaitingHits(RuntimeContext runtime) {
    hits = runtime.getListState(new ListStateDescriptor<>("waiting-hits", WaitingHit.TYPE));
    count = runtime.getState(new ValueStateDescriptor<>("waiting-hits-count", Types.INT));
  }

  void add(WaitingHit hit) throws Exception {
    @Nullable Integer found = count.value();
    int before = found == null ? 0 : found;
    if (before < BOUND) {
      hits.add(hit);
      count.update(before + 1);
    }
  }

  Iterable<WaitingHit> all() throws Exception {
    return hits.get();
  }

  void clear() {
    hits.clear();
    count.clear();
  }
}
