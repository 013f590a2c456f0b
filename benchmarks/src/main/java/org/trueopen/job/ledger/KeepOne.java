package org.trueopen.job.ledger;

import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.store.Rows;
import org.trueopen.job.store.StoreRow;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.Filing;
import org.trueopen.verdict.Place;
import org.trueopen.verdict.Verdict;
import org.trueopen.verdict.VerdictClass;

/**
 * In place of {@link KeepLedger} and of crowds: reads and writes one value with each event, the
 * event itself, and judges nothing. Less than that no job does that remembers deliveries.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class KeepOne extends KeyedProcessFunction<String, LedgerEvent, StoreRow> {

  private static final Verdict NONE =
      new Verdict(VerdictClass.UNKNOWN, Place.FIRST, List.of(), 0, "none");

  private final Clock clock;
  private transient ValueState<LedgerEvent> last;

  public KeepOne(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", LedgerEvent.TYPE));
  }

  @Override
  public void processElement(LedgerEvent event, Context context, Collector<StoreRow> out)
      throws Exception {
    @Nullable LedgerEvent before = last.value();
    if (event.equals(before)) {
      return;
    }
    last.update(event);
    switch (event) {
      case LedgerEvent.Sent sent -> out.collect(Rows.delivery(sent.delivery()));
      case LedgerEvent.Seen seen ->
          out.collect(
              Rows.hit(
                  seen.account(),
                  seen.deliveryId(),
                  new HitStatement(seen.hit(), NONE, Filing.UNKNOWN, 1),
                  clock.instant()));
      default -> throw new IllegalArgumentException("not in this benchmark: " + event.key());
    }
  }
}
