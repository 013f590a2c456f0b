package org.trueopen.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The step function of one delivery: state and event in, new state and statements out. Statements
 * form a changelog: {@code +1} says something, {@code -1} takes it back.
 */
public final class DeliveryLedger {

  /**
   * Hits kept per delivery. Beyond it a hit is still stated, by what it alone says, but takes no
   * part in later corrections; nobody reads one mail this often.
   */
  public static final int MAX_HITS = 200;

  private DeliveryLedger() {}

  /**
   * All that is remembered of one delivery.
   *
   * @param delivery null until the delivery itself has come
   * @param hits in order of time
   * @param verdicts what has been stated of each
   * @param engagement what has been stated of the delivery; null if nothing yet
   */
  public record State(
      @Nullable DeliveryFacts delivery,
      List<HitFacts> hits,
      List<Verdict> verdicts,
      @Nullable Engagement engagement) {

    public static final State EMPTY = new State(null, List.of(), List.of(), null);
  }

  /** A hit's verdict, stated ({@code sign} +1) or taken back (-1). */
  public record HitStatement(
      HitFacts hit, Verdict verdict, @Nullable DeliveryFacts delivery, int sign) {}

  /** A delivery's engagement, stated ({@code sign} +1) or taken back (-1). */
  public record EngagementStatement(Engagement engagement, DeliveryFacts delivery, int sign) {}

  /**
   * The outcome of a step.
   *
   * @param repeated the event had been seen before and was dropped
   */
  public record Step(
      State state,
      List<HitStatement> hits,
      List<EngagementStatement> engagements,
      boolean repeated) {}

  /** The delivery itself arrives, perhaps after its first hits. */
  public static Step deliver(State state, DeliveryFacts delivery) {
    if (state.delivery() != null) {
      return new Step(state, List.of(), List.of(), true);
    }
    // What was stated without knowing campaign and mailbox is stated again under them.
    List<HitStatement> statements = new ArrayList<>();
    for (int i = 0; i < state.hits().size(); i++) {
      statements.add(new HitStatement(state.hits().get(i), state.verdicts().get(i), null, -1));
      statements.add(new HitStatement(state.hits().get(i), state.verdicts().get(i), delivery, 1));
    }
    Engagement engagement = Engagement.of(state.hits(), state.verdicts());
    return new Step(
        new State(delivery, state.hits(), state.verdicts(), engagement),
        statements,
        List.of(new EngagementStatement(engagement, delivery, 1)),
        false);
  }

  /** A hit arrives, perhaps out of order. */
  public static Step hit(State state, HitFacts hit) {
    if (state.hits().stream().anyMatch(known -> known.hitId().equals(hit.hitId()))) {
      return new Step(state, List.of(), List.of(), true);
    }
    if (state.hits().size() >= MAX_HITS) {
      return beyondBound(state, hit);
    }
    List<HitFacts> hits = new ArrayList<>(state.hits());
    hits.add(hit);
    hits.sort(Comparator.comparing(HitFacts::at).thenComparing(HitFacts::hitId));
    List<Verdict> verdicts = DeliveryJudge.judge(hits);
    return new Step(
        new State(state.delivery(), hits, verdicts, engagement(state, hits, verdicts)),
        hitChanges(state, hits, verdicts),
        engagementChanges(state, hits, verdicts),
        false);
  }

  private static List<HitStatement> hitChanges(
      State before, List<HitFacts> hits, List<Verdict> verdicts) {
    List<HitStatement> statements = new ArrayList<>();
    int old = 0;
    for (int i = 0; i < hits.size(); i++) {
      HitFacts hit = hits.get(i);
      boolean known =
          old < before.hits().size() && before.hits().get(old).hitId().equals(hit.hitId());
      Verdict stated = known ? before.verdicts().get(old++) : null;
      if (verdicts.get(i).equals(stated)) {
        continue;
      }
      if (stated != null) {
        statements.add(new HitStatement(hit, stated, before.delivery(), -1));
      }
      statements.add(new HitStatement(hit, verdicts.get(i), before.delivery(), 1));
    }
    return statements;
  }

  private static @Nullable Engagement engagement(
      State before, List<HitFacts> hits, List<Verdict> verdicts) {
    return before.delivery() == null ? null : Engagement.of(hits, verdicts);
  }

  private static List<EngagementStatement> engagementChanges(
      State before, List<HitFacts> hits, List<Verdict> verdicts) {
    if (before.delivery() == null || before.engagement() == null) {
      return List.of();
    }
    Engagement now = Engagement.of(hits, verdicts);
    if (now.equals(before.engagement())) {
      return List.of();
    }
    return List.of(
        new EngagementStatement(before.engagement(), before.delivery(), -1),
        new EngagementStatement(now, before.delivery(), 1));
  }

  private static Step beyondBound(State state, HitFacts hit) {
    List<Reason> reasons = new ArrayList<>(hit.reasons());
    reasons.add(new Reason("history-full", "more than " + MAX_HITS + " hits"));
    Verdict verdict =
        new Verdict(
            hit.verdict(),
            Place.RELOAD,
            List.copyOf(reasons),
            hit.confidence(),
            DeliveryJudge.RULE_VERSION);
    return new Step(
        state, List.of(new HitStatement(hit, verdict, state.delivery(), 1)), List.of(), false);
  }
}
