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
   * All that is remembered of one delivery, or of what stands in its place in anonymous mail.
   *
   * @param delivery null until the delivery itself has come
   * @param hits in order of time
   * @param verdicts what has been stated of each
   * @param engagement what has been stated of the delivery; null if nothing yet
   * @param transport what has been reported of the delivery
   * @param aggregate what anonymous mail's hits are filed under; null if this is none
   * @param crowds what crowds have told, one of each, in order of their scopes
   * @param statements how often an engagement was stated
   */
  public record State(
      @Nullable DeliveryFacts delivery,
      List<HitFacts> hits,
      List<Verdict> verdicts,
      @Nullable Engagement engagement,
      Transport transport,
      @Nullable Filing aggregate,
      List<CrowdFinding> crowds,
      int statements) {

    public static final State EMPTY =
        new State(null, List.of(), List.of(), null, Transport.UNKNOWN, null, List.of(), 0);

    boolean remembers(HitFacts hit) {
      return hits.stream().anyMatch(known -> known.hitId().equals(hit.hitId()));
    }

    /** What hits are filed under, of a delivery or of anonymous mail. */
    public Filing filed() {
      return aggregate == null ? filing() : aggregate;
    }

    Filing filing() {
      return delivery == null ? Filing.UNKNOWN : delivery.filing();
    }
  }

  /** A hit's verdict, stated ({@code sign} +1) or taken back (-1). */
  public record HitStatement(HitFacts hit, Verdict verdict, Filing filing, int sign) {}

  /** A delivery's engagement, stated ({@code sign} +1) or taken back (-1). */
  public record EngagementStatement(Engagement engagement, DeliveryFacts delivery, int sign) {}

  /**
   * The outcome of a step.
   *
   * @param reports what became of the delivery, to be stated once
   * @param repeated the event had been seen before, or says nothing new, and was dropped
   * @param unremembered the state cannot tell a repetition of this hit: whoever calls has to, and
   *     to drop what it has seen before
   */
  public record Step(
      State state,
      List<HitStatement> hits,
      List<EngagementStatement> engagements,
      List<Transport.Report> reports,
      boolean repeated,
      boolean unremembered) {

    Step(
        State state,
        List<HitStatement> hits,
        List<EngagementStatement> engagements,
        List<Transport.Report> reports) {
      this(state, hits, engagements, reports, false, false);
    }

    /** Nothing changes. */
    public static Step repeated(State state) {
      return new Step(state, List.of(), List.of(), List.of(), true, false);
    }

    static Step unremembered(State state, List<HitStatement> hits) {
      return new Step(state, hits, List.of(), List.of(), false, true);
    }
  }

  /**
   * The delivery itself arrives, perhaps after its first hits and reports. The first record of it
   * stands: a repeated call may publish it again, sent later or decided otherwise, while the mail
   * that went out is the first one's. What was stated without knowing campaign and mailbox is
   * stated again under them.
   */
  public static Step deliver(State state, DeliveryFacts delivery, Rules rules) {
    if (state.delivery() != null) {
      return Step.repeated(state);
    }
    return restated(
        state,
        judged(state, delivery, state.transport(), state.hits(), state.crowds(), rules),
        state.transport().reports());
  }

  /** What became of the delivery is reported, perhaps before the delivery itself has come. */
  public static Step report(State state, Transport.Report report, Rules rules) {
    Transport transport = state.transport().with(report);
    if (transport.equals(state.transport())) {
      return Step.repeated(state);
    }
    return restated(
        state,
        judged(state, state.delivery(), transport, state.hits(), state.crowds(), rules),
        state.delivery() == null ? List.of() : List.of(report));
  }

  /** A hit arrives, perhaps out of order. */
  public static Step hit(State state, HitFacts hit, Rules rules) {
    if (state.remembers(hit)) {
      return Step.repeated(state);
    }
    if (state.hits().size() >= MAX_HITS) {
      return beyondBound(state, hit, rules);
    }
    List<HitFacts> hits = new ArrayList<>(state.hits());
    hits.add(hit);
    hits.sort(Comparator.comparing(HitFacts::at).thenComparing(HitFacts::hitId));
    return restated(
        state,
        judged(state, state.delivery(), state.transport(), hits, state.crowds(), rules),
        List.of());
  }

  /** A crowd tells what it has found, perhaps before the hits that it is about have come. */
  public static Step found(State state, CrowdFinding finding, Rules rules) {
    List<CrowdFinding> crowds = CrowdRule.with(state.crowds(), finding);
    if (crowds.equals(state.crowds())) {
      return Step.repeated(state);
    }
    return restated(
        state,
        judged(state, state.delivery(), state.transport(), state.hits(), crowds, rules),
        List.of());
  }

  /** All of it judged; the engagement is still the one that was stated. */
  private static State judged(
      State before,
      @Nullable DeliveryFacts delivery,
      Transport transport,
      List<HitFacts> hits,
      List<CrowdFinding> crowds,
      Rules rules) {
    List<Verdict> verdicts =
        DeliveryJudge.judge(new DeliveryCase(delivery, transport, hits, crowds), rules);
    return new State(
        delivery,
        hits,
        verdicts,
        before.engagement(),
        transport,
        null,
        crowds,
        before.statements());
  }

  /** States anew what differs from what was stated: verdicts, and the delivery's engagement. */
  private static Step restated(State before, State next, List<Transport.Report> reports) {
    List<HitStatement> hits = hitChanges(before, next);
    DeliveryFacts delivery = next.delivery();
    Engagement stated = before.engagement();
    Engagement now = Engagement.of(next.hits(), next.verdicts(), next.transport());
    if (delivery == null || now.equals(stated)) {
      return new Step(next, hits, List.of(), reports);
    }
    List<EngagementStatement> engagements = new ArrayList<>();
    if (stated != null) {
      engagements.add(new EngagementStatement(stated, delivery, -1));
    }
    engagements.add(new EngagementStatement(now, delivery, 1));
    return new Step(
        new State(
            delivery,
            next.hits(),
            next.verdicts(),
            now,
            next.transport(),
            null,
            next.crowds(),
            next.statements() + 1),
        hits,
        engagements,
        reports);
  }

  private static List<HitStatement> hitChanges(State before, State next) {
    List<HitStatement> statements = new ArrayList<>();
    boolean refiled = !before.filing().equals(next.filing());
    int old = 0;
    for (int i = 0; i < next.hits().size(); i++) {
      HitFacts hit = next.hits().get(i);
      Verdict verdict = next.verdicts().get(i);
      boolean known =
          old < before.hits().size() && before.hits().get(old).hitId().equals(hit.hitId());
      Verdict stated = known ? before.verdicts().get(old++) : null;
      if (verdict.equals(stated) && !refiled) {
        continue;
      }
      if (stated != null) {
        statements.add(new HitStatement(hit, stated, before.filing(), -1));
      }
      statements.add(new HitStatement(hit, verdict, next.filing(), 1));
    }
    return statements;
  }

  private static Step beyondBound(State state, HitFacts hit, Rules rules) {
    List<Reason> reasons = new ArrayList<>(hit.reasons());
    reasons.add(new Reason("history-full", "more than " + MAX_HITS + " hits"));
    Verdict verdict = alone(hit, Place.RELOAD, reasons, rules);
    return Step.unremembered(state, List.of(new HitStatement(hit, verdict, state.filing(), 1)));
  }

  /** What a hit by itself comes to. */
  static Verdict alone(HitFacts hit, Place place, List<Reason> reasons, Rules rules) {
    return new Verdict(
        hit.verdict(), place, List.copyOf(reasons), hit.confidence(), rules.version());
  }
}
