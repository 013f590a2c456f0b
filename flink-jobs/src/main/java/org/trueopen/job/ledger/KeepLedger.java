package org.trueopen.job.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.Memory;
import org.trueopen.job.store.Rows;
import org.trueopen.job.store.StoreRow;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;

/**
 * The ledger of one delivery: loads what is remembered, asks {@link DeliveryLedger}, stores and
 * states. Statements go out at once; nothing waits for a watermark. Events seen before are counted
 * as {@code repeated} and dropped.
 *
 * <p>State is bounded by {@link DeliveryLedger#MAX_HITS} and lives for {@link #MEMORY} after the
 * last event: a timer in event time forgets it.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class KeepLedger extends KeyedProcessFunction<String, LedgerEvent, StoreRow> {

  /** Opens of a mail have all but ended after three months; later ones start a ledger anew. */
  static final Duration MEMORY = Duration.ofDays(90);

  /** Setting a timer costs as much as the state itself, so it is moved only for a day or more. */
  static final Duration RENEWAL = Duration.ofDays(1);

  private final Clock clock;
  private transient ValueState<Memory> memory;
  private transient Counter repeated;

  public KeepLedger(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    memory = getRuntimeContext().getState(new ValueStateDescriptor<>("memory", Memory.TYPE));
    repeated = getRuntimeContext().getMetricGroup().counter("repeated");
  }

  @Override
  public void processElement(LedgerEvent event, Context context, Collector<StoreRow> out)
      throws Exception {
    @Nullable Memory found = memory.value();
    Memory before = found == null ? Memory.NEW : found;
    DeliveryLedger.Step step =
        switch (event) {
          case LedgerEvent.Sent sent ->
              DeliveryLedger.deliver(before.ledger(), DeliveryFacts.of(sent.delivery()));
          case LedgerEvent.Seen seen -> DeliveryLedger.hit(before.ledger(), seen.hit());
        };
    if (step.repeated()) {
      repeated.inc();
      return;
    }
    state(event, step, out);
    long forgetAt = renewTimer(before.forgetAt(), event.at(), context.timerService());
    memory.update(new Memory(step.state(), forgetAt));
  }

  private void state(LedgerEvent event, DeliveryLedger.Step step, Collector<StoreRow> out) {
    Instant now = clock.instant();
    if (event instanceof LedgerEvent.Sent sent) {
      out.collect(Rows.delivery(sent.delivery()));
    }
    step.hits()
        .forEach(said -> out.collect(Rows.hit(event.account(), event.deliveryId(), said, now)));
    step.engagements()
        .forEach(
            said -> out.collect(Rows.engagement(event.account(), event.deliveryId(), said, now)));
  }

  private static long renewTimer(long forgetAt, Instant at, TimerService timers) {
    long renewed = Math.max(at.toEpochMilli(), timers.currentWatermark()) + MEMORY.toMillis();
    if (forgetAt != Memory.NEW.forgetAt()) {
      if (renewed < forgetAt + RENEWAL.toMillis()) {
        return forgetAt;
      }
      timers.deleteEventTimeTimer(forgetAt);
    }
    timers.registerEventTimeTimer(renewed);
    return renewed;
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<StoreRow> out) {
    memory.clear();
  }
}
