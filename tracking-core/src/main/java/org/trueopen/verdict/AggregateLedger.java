package org.trueopen.verdict;

import java.util.List;
import java.util.regex.Pattern;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.DeliveryLedger.State;
import org.trueopen.verdict.DeliveryLedger.Step;

/**
 * The step function of anonymous mail, whose hits share one id in place of a delivery's. Nothing
 * ties two of them to one reader, so each is judged by what it alone says, and none becomes part of
 * the state: there may be any number of them.
 */
public final class AggregateLedger {

  /** What {@link org.trueopen.id.KeyedHash#aggregate} makes. */
  private static final String PREFIX = "all-";

  private static final Pattern ID = Pattern.compile(PREFIX + "[0-9a-f]{32}");

  private AggregateLedger() {}

  /**
   * Whether an id stands for anonymous mail. The id itself says so, since a hit may come long
   * before, or long after, the record that explains it, and its client must not be kept meanwhile.
   */
  public static boolean isAggregate(String deliveryId) {
    // Asked for every hit, few of which are anonymous.
    return deliveryId.startsWith(PREFIX) && ID.matcher(deliveryId).matches();
  }

  /** What the id stands for arrives, perhaps after its first hits; those are to be refiled. */
  public static Step explain(State state, Filing filing) {
    if (state.aggregate() != null) {
      return Step.repeated(state);
    }
    State known =
        new State(null, List.of(), List.of(), null, Transport.UNKNOWN, filing, List.of(), 0);
    return new Step(known, List.of(), List.of(), List.of());
  }

  /** A hit arrives. As long as nobody has said what it belongs to, it has no mailbox. */
  public static Step hit(State state, HitFacts hit, Rules rules) {
    Filing filing = state.aggregate() == null ? Filing.UNKNOWN : state.aggregate();
    Verdict verdict = DeliveryLedger.alone(hit, Place.FIRST, hit.reasons(), rules);
    return Step.unremembered(state, List.of(new HitStatement(hit, verdict, filing, 1)));
  }

  /** Takes back what was stated without a mailbox, and states it under one. */
  public static List<HitStatement> refile(HitFacts hit, Verdict verdict, Filing filing) {
    return List.of(
        new HitStatement(hit, verdict, Filing.UNKNOWN, -1),
        new HitStatement(hit, verdict, filing, 1));
  }
}
