package org.trueopen.job.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.state.CrowdCounts;
import org.trueopen.job.state.CrowdMember;
import org.trueopen.job.state.LedgerEvent;
import org.trueopen.job.state.RulesChange;
import org.trueopen.job.state.Sighting;
import org.trueopen.job.store.Rows;
import org.trueopen.job.store.StoreRow;
import org.trueopen.verdict.Appearance;
import org.trueopen.verdict.Crowd;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Scope;

/**
 * One crowd: everybody of one account seen at one network, or written to at one domain, in one
 * week. Loads the counts and the recipient, asks {@link Crowd}, stores, and tells the deliveries
 * what was found: a new one at once, all of them when it changes. Recipients beyond {@link
 * Crowd#MAX_RECIPIENTS} are counted as {@code uncrowded} and told nothing.
 *
 * <p>State lives until {@link #MEMORY} after the week's end; a timer in event time forgets it.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class WatchCrowds
    extends KeyedBroadcastProcessFunction<String, Sighting, RulesChange, LedgerEvent> {

  /** Rows of the table {@code domain_profiles}. */
  public static final OutputTag<StoreRow> PROFILES =
      new OutputTag<>("domain-profiles", StoreRow.TYPE);

  /** A delivery is told of for three weeks, but its domain's week is that of its sending. */
  static final Duration MEMORY = Duration.ofDays(24);

  /** Each change of so few recipients is written, of more only each sixteenth. */
  private static final int SHOWN_EXACTLY = 16;

  private final byte[] hashSecret;
  private final Clock clock;
  private transient AccountRules accountRules;
  private transient ValueState<CrowdCounts> crowd;
  private transient MapState<Long, CrowdMember> members;
  private transient Counter uncrowded;

  /**
   * @param hashSecret as for {@link KeepLedger}
   */
  public WatchCrowds(byte[] hashSecret, Clock clock) {
    this.hashSecret = hashSecret.clone();
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    accountRules = new AccountRules(new KeyedHash(hashSecret));
    crowd = getRuntimeContext().getState(new ValueStateDescriptor<>("crowd", CrowdCounts.TYPE));
    members =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("members", Types.LONG, CrowdMember.TYPE));
    uncrowded = getRuntimeContext().getMetricGroup().counter("uncrowded");
  }

  @Override
  public void processElement(Sighting sighting, ReadOnlyContext context, Collector<LedgerEvent> out)
      throws Exception {
    Appearance appearance = sighting.appearance();
    @Nullable CrowdCounts found = crowd.value();
    CrowdCounts before = found == null ? CrowdCounts.NEW : found;
    if (!before.counts().keeps(appearance.recipient())) {
      uncrowded.inc();
      return;
    }
    Rules rules = accountRules.of(sighting.account(), context.getBroadcastState(KeepLedger.RULES));
    @Nullable CrowdMember known = members.get(appearance.recipient());
    Crowd.Step step =
        Crowd.appear(
            before.counts(),
            known == null ? Crowd.Member.NEW : known.member(),
            appearance,
            sighting.revision(),
            rules);
    if (!step.changed()) {
      return;
    }
    members.put(appearance.recipient(), new CrowdMember(step.member()));
    if (step.dropped() != null) {
      tellNothingMore(sighting.account(), step.dropped(), step.counts(), out);
    }
    Crowd.Counts counts =
        fitting(sighting.account(), step.counts(), out).concluded(appearance.scope().kind(), rules);
    tell(sighting, before.counts(), counts, step.joined(), out);
    crowd.update(new CrowdCounts(counts, show(sighting, before, counts, context)));
    if (found == null) {
      forgetInTime(appearance.scope(), context.timerService());
    }
  }

  /** Takes out recipients until those left fit; nothing holds for their deliveries any more. */
  private Crowd.Counts fitting(String account, Crowd.Counts counts, Collector<LedgerEvent> out)
      throws Exception {
    Crowd.Counts fitting = counts;
    while (!fitting.fits()) {
      fitting = fitting.halved();
      List<Long> left = new ArrayList<>();
      for (Map.Entry<Long, CrowdMember> each : members.entries()) {
        if (!fitting.keeps(each.getKey())) {
          left.add(each.getKey());
          fitting = fitting.without(each.getValue().member());
          for (Crowd.Entry entry : each.getValue().member().entries()) {
            tellNothingMore(account, entry.appearance(), counts, out);
          }
        }
      }
      for (long recipient : left) {
        members.remove(recipient);
      }
    }
    return fitting;
  }

  private static void tellNothingMore(
      String account, Appearance appearance, Crowd.Counts counts, Collector<LedgerEvent> out) {
    out.collect(
        new LedgerEvent.Found(
            account,
            appearance.deliveryId(),
            new CrowdFinding(appearance.scope(), counts.revision() + 1, Opinion.NONE),
            appearance.at()));
  }

  private void tell(
      Sighting sighting,
      Crowd.Counts before,
      Crowd.Counts now,
      boolean joined,
      Collector<LedgerEvent> out)
      throws Exception {
    if (!now.opinion().equals(before.opinion())) {
      for (CrowdMember each : members.values()) {
        for (Crowd.Entry entry : each.member().entries()) {
          out.collect(found(sighting.account(), entry.appearance(), now));
        }
      }
    } else if (joined && !now.opinion().equals(Opinion.NONE)) {
      out.collect(found(sighting.account(), sighting.appearance(), now));
    }
  }

  private static LedgerEvent found(String account, Appearance appearance, Crowd.Counts now) {
    return new LedgerEvent.Found(
        account,
        appearance.deliveryId(),
        new CrowdFinding(appearance.scope(), now.revision(), now.opinion()),
        appearance.at());
  }

  /** Writes the profile of a domain if it has changed by much; how many it was written for last. */
  private int show(
      Sighting sighting, CrowdCounts before, Crowd.Counts now, ReadOnlyContext context) {
    boolean much =
        !now.opinion().equals(before.counts().opinion())
            || now.recipients() <= SHOWN_EXACTLY
            || 16L * Math.abs(now.recipients() - before.shown()) >= before.shown();
    Scope scope = sighting.appearance().scope();
    if (scope.kind() != Scope.Kind.DOMAIN || !much) {
      return before.shown();
    }
    context.output(PROFILES, Rows.profile(sighting.account(), scope, now, clock.instant()));
    return now.recipients();
  }

  private static void forgetInTime(Scope scope, TimerService timers) {
    long end = Math.max(scope.end().toEpochMilli(), timers.currentWatermark());
    timers.registerEventTimeTimer(end + MEMORY.toMillis());
  }

  @Override
  public void processBroadcastElement(
      RulesChange change, Context context, Collector<LedgerEvent> out) throws Exception {
    AccountRules.change(change, context.getBroadcastState(KeepLedger.RULES));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LedgerEvent> out) {
    crowd.clear();
    members.clear();
  }
}
