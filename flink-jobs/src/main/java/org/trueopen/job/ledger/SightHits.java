package org.trueopen.job.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.Sighted;
import org.trueopen.job.state.Sighting;
import org.trueopen.verdict.AggregateLedger;
import org.trueopen.verdict.Appearance;
import org.trueopen.verdict.AppearanceLedger;
import org.trueopen.verdict.Transport;

/**
 * What each delivery shows to the crowds that it is part of: loads what is remembered, asks {@link
 * AppearanceLedger}, stores and tells. It stands before the ledgers, as what crowds find flows on
 * to these and a stream has no way back. It is given what {@link #concerns} it and no more.
 *
 * <p>State is bounded by the hits that a delivery's ledger keeps, and lives for {@link #MEMORY}
 * after the last event that matters to crowds, which is longer than crowds are told of it.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class SightHits extends KeyedProcessFunction<String, LedgerEvent, Sighting> {

  /** Beyond {@link AppearanceLedger}'s three weeks by more than a hit may be late. */
  static final Duration MEMORY = Duration.ofDays(24);

  private final Clock clock;
  private transient ValueState<Sighted> sighted;

  public SightHits(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    sighted = getRuntimeContext().getState(new ValueStateDescriptor<>("sighted", Sighted.TYPE));
  }

  @Override
  public void processElement(LedgerEvent event, Context context, Collector<Sighting> out)
      throws Exception {
    @Nullable Sighted found = sighted.value();
    Sighted before = found == null ? Sighted.NEW : found;
    AppearanceLedger.Step step = step(before.ledger(), event);
    if (step.state().equals(before.ledger())) {
      return;
    }
    for (Appearance appearance : step.changed()) {
      out.collect(new Sighting(event.account(), step.state().revision(), appearance));
    }
    Instant at = event.at() == null ? clock.instant() : event.at();
    sighted.update(
        new Sighted(
            step.state(), Forgetting.renew(before.forgetAt(), at, MEMORY, context.timerService())));
  }

  /** Whether an event is to come here at all; about half of all hits are not, and cost nothing. */
  public static boolean concerns(LedgerEvent event) {
    return !isAnonymous(event) && !tellsNothing(event);
  }

  private static boolean isAnonymous(LedgerEvent event) {
    return AggregateLedger.isAggregate(event.deliveryId())
        || (event instanceof LedgerEvent.Sent(Delivery delivery)
            && delivery.decision().identity().anonymous());
  }

  private static boolean tellsNothing(LedgerEvent event) {
    return event instanceof LedgerEvent.Seen seen && !AppearanceLedger.concerns(seen.hit());
  }

  private static AppearanceLedger.Step step(AppearanceLedger.State before, LedgerEvent event) {
    String id = event.deliveryId();
    return switch (event) {
      case LedgerEvent.Sent sent ->
          AppearanceLedger.deliver(before, id, AppearanceLedger.Mail.of(sent.delivery()));
      case LedgerEvent.Reported(DeliveryStatus status) ->
          AppearanceLedger.report(before, id, new Transport.Report(status.status(), status.at()));
      case LedgerEvent.Seen seen -> AppearanceLedger.hit(before, id, seen.hit());
      case LedgerEvent.Explained explained ->
          throw new IllegalArgumentException("anonymous mail is no crowd's: " + explained.key());
      case LedgerEvent.Found found ->
          throw new IllegalArgumentException("only ledgers are told findings: " + found.key());
    };
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Sighting> out) {
    sighted.clear();
  }
}
