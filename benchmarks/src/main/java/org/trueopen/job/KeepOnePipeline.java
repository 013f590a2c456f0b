package org.trueopen.job;

import java.time.Clock;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.trueopen.job.ledger.KeepOne;
import org.trueopen.job.ledger.PassHits;
import org.trueopen.job.ledger.ReadDeliveries;
import org.trueopen.job.source.SparseWatermarks;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.store.StoreRow;

/**
 * The least job that remembers deliveries and brings hits to the store exactly once.
 *
 * <pre>
 *   topic deliveries -> read-deliveries -+
 *                                        +-> keep-one, by delivery -> store
 *   topic hits -----> pass-hits ---------+
 * </pre>
 */
final class KeepOnePipeline {

  private KeepOnePipeline() {}

  static void addTo(
      StreamExecutionEnvironment env,
      EngagementPipeline.Sources sources,
      Sink<StoreRow> store,
      Clock clock) {
    DataStream<LedgerEvent> deliveries =
        env.fromSource(sources.deliveries(), SparseWatermarks.strategy(clock), "topic-deliveries")
            .process(new ReadDeliveries(clock), LedgerEvent.TYPE)
            .name("read-deliveries");
    env.fromSource(sources.hits(), SparseWatermarks.strategy(clock), "topic-hits")
        .process(new PassHits(clock), LedgerEvent.TYPE)
        .name("pass-hits")
        .union(deliveries)
        .keyBy(LedgerEvent::key, Types.STRING)
        .process(new KeepOne(clock), StoreRow.TYPE)
        .name("keep-one")
        .sinkTo(store)
        .name("store");
  }
}
