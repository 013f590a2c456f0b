package org.trueopen.job.ledger;

import java.time.Clock;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Aggregate;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.event.EngagementEvent;
import org.trueopen.job.event.EngagementEvents;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.Memory;
import org.trueopen.job.state.RulesChange;
import org.trueopen.job.state.WaitingHit;
import org.trueopen.job.store.Rows;
import org.trueopen.job.store.StoreRow;
import org.trueopen.verdict.AggregateLedger;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.DeliveryLedger.State;
import org.trueopen.verdict.DeliveryLedger.Step;
import org.trueopen.verdict.Filing;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Transport;

/**
 * The ledger of one delivery, or of what stands in its place in anonymous mail: loads what is
 * remembered, asks {@link DeliveryLedger} or {@link AggregateLedger}, stores and states. Statements
 * go out at once; nothing waits for a watermark. Events that were seen before or say nothing new
 * are counted as {@code repeated} and dropped. An account's rules are broadcast to all ledgers; a
 * delivery is judged by those that are known when an event of it comes.
 *
 * <p>State is bounded by {@link DeliveryLedger#MAX_HITS}, {@link SeenHits} and {@link WaitingHits},
 * and lives as long after the last event as {@link Retention} says: a timer in event time forgets
 * it, and another one the small remainder. What comes between the two is late: it goes to {@link
 * #LATE_HITS} and is counted as {@code late}. All hits of one campaign's anonymous mail have one
 * key and so one subtask, which has little to do for each.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class KeepLedger
    extends KeyedBroadcastProcessFunction<String, LedgerEvent, RulesChange, StoreRow> {

  /** By account. */
  public static final MapStateDescriptor<String, RulesChange> RULES = AccountRules.STATE;

  /** Rows of the table {@code late_hits}. */
  public static final OutputTag<StoreRow> LATE_HITS = new OutputTag<>("late-hits", StoreRow.TYPE);

  /** What changes about engagement, where {@link #tellEvents} was asked for. */
  public static final OutputTag<EngagementEvent> EVENTS =
      new OutputTag<>("engagement-events", EngagementEvent.TYPE);

  private final Clock clock;
  private boolean tellsEvents;
  private final byte[] hashSecret;
  private final Retention retention;
  private transient AccountRules accountRules;
  private transient ValueState<Memory> memory;
  private transient SeenHits seenHits;
  private transient WaitingHits waitingHits;
  private transient Counter repeated;
  private transient Counter late;

  /**
   * @param hashSecret the key by which client addresses are hashed; with it an account's own
   *     networks are told
   */
  public KeepLedger(byte[] hashSecret, Retention retention, Clock clock) {
    this.hashSecret = hashSecret.clone();
    this.retention = retention;
    this.clock = clock;
  }

  /** Makes an event of each change of engagement, for {@link #EVENTS}. */
  public KeepLedger tellEvents() {
    tellsEvents = true;
    return this;
  }

  @Override
  public void open(OpenContext context) {
    accountRules = new AccountRules(new KeyedHash(hashSecret));
    memory = getRuntimeContext().getState(new ValueStateDescriptor<>("memory", Memory.TYPE));
    seenHits = new SeenHits(getRuntimeContext());
    waitingHits = new WaitingHits(getRuntimeContext());
    repeated = getRuntimeContext().getMetricGroup().counter("repeated");
    late = getRuntimeContext().getMetricGroup().counter("late");
  }

  @Override
  public void processElement(LedgerEvent event, ReadOnlyContext context, Collector<StoreRow> out)
      throws Exception {
    @Nullable Memory found = memory.value();
    Memory before = found == null ? Memory.NEW : found;
    if (before.compact()) {
      if (!(event instanceof LedgerEvent.Explained)) {
        tooLate(event, before, context);
        return;
      }
      context.timerService().deleteEventTimeTimer(before.forgetAt());
      before = Memory.NEW; // a campaign that is mailed again after a pause
    }
    Rules rules = accountRules.of(event.account(), context.getBroadcastState(RULES));
    Step step = step(before.ledger(), event, rules);
    if (step.repeated()) {
      repeated.inc();
      if (!(event instanceof LedgerEvent.Explained)) {
        return; // whereas a campaign that is mailed again is not to be forgotten
      }
    }
    state(event, step, out);
    if (tellsEvents) {
      EngagementEvents.of(event.account(), event.deliveryId(), step, clock.instant())
          .forEach(told -> context.output(EVENTS, told));
    }
    Instant at = event.at() == null ? clock.instant() : event.at();
    long forgetAt =
        Forgetting.renew(before.forgetAt(), at, retention.memory(), context.timerService());
    Memory after = new Memory(step.state(), forgetAt);
    if (!after.equals(before)) {
      memory.update(after);
    }
  }

  /** A delivery or report that comes again is no news; a hit is kept aside, once. */
  private void tooLate(LedgerEvent event, Memory before, ReadOnlyContext context) throws Exception {
    if (event instanceof LedgerEvent.Seen seen && seenHits.add(seen.hit().hitId())) {
      late.inc();
      Filing filing = before.ledger().filed();
      context.output(
          LATE_HITS,
          Rows.lateHit(seen.account(), seen.deliveryId(), seen.hit(), filing, clock.instant()));
    } else {
      repeated.inc();
    }
  }

  /** What an account changes holds for what is judged from then on. */
  @Override
  public void processBroadcastElement(RulesChange change, Context context, Collector<StoreRow> out)
      throws Exception {
    AccountRules.change(change, context.getBroadcastState(RULES));
  }

  private Step step(State before, LedgerEvent event, Rules rules) throws Exception {
    return switch (event) {
      case LedgerEvent.Sent sent ->
          DeliveryLedger.deliver(before, DeliveryFacts.of(sent.delivery()), rules);
      case LedgerEvent.Reported(DeliveryStatus status) ->
          DeliveryLedger.report(before, new Transport.Report(status.status(), status.at()), rules);
      case LedgerEvent.Explained(Aggregate aggregate) ->
          AggregateLedger.explain(before, new Filing(aggregate.mailbox(), aggregate.campaign()));
      case LedgerEvent.Seen seen -> hit(before, seen, rules);
      case LedgerEvent.Found found -> DeliveryLedger.found(before, found.finding(), rules);
    };
  }

  private Step hit(State before, LedgerEvent.Seen seen, Rules rules) throws Exception {
    HitFacts hit = seen.hit();
    boolean anonymous = AggregateLedger.isAggregate(seen.deliveryId());
    Step step =
        anonymous
            ? AggregateLedger.hit(before, hit, rules)
            : DeliveryLedger.hit(before, hit, rules);
    if (step.unremembered() && !seenHits.add(hit.hitId())) {
      return Step.repeated(before);
    }
    if (anonymous && before.aggregate() == null) {
      waitingHits.add(new WaitingHit(hit, step.hits().getFirst().verdict()));
    }
    return step;
  }

  private void state(LedgerEvent event, Step step, Collector<StoreRow> out) throws Exception {
    Instant now = clock.instant();
    String account = event.account();
    String delivery = event.deliveryId();
    if (event instanceof LedgerEvent.Sent sent) {
      out.collect(Rows.delivery(sent.delivery()));
    }
    if (event instanceof LedgerEvent.Explained && step.state().aggregate() != null) {
      refile(event, step.state().aggregate(), now, out);
    }
    step.reports().forEach(said -> out.collect(Rows.status(account, delivery, said, now)));
    step.hits().forEach(said -> out.collect(Rows.hit(account, delivery, said, now)));
    Rows.corrections(account, delivery, step.hits(), now).forEach(out::collect);
    step.engagements().forEach(said -> out.collect(Rows.engagement(account, delivery, said, now)));
  }

  private void refile(LedgerEvent event, Filing filing, Instant now, Collector<StoreRow> out)
      throws Exception {
    for (WaitingHit waiting : waitingHits.all()) {
      for (HitStatement said : AggregateLedger.refile(waiting.hit(), waiting.verdict(), filing)) {
        out.collect(Rows.hit(event.account(), event.deliveryId(), said, now));
      }
    }
    waitingHits.clear();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<StoreRow> out)
      throws Exception {
    seenHits.clear();
    waitingHits.clear();
    @Nullable Memory found = memory.value();
    if (found == null || found.compact() || retention.remainder().isZero()) {
      memory.clear();
      return;
    }
    long until = timestamp + retention.remainder().toMillis();
    memory.update(found.remainder(until));
    context.timerService().registerEventTimeTimer(until);
  }
}
