package org.trueopen.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.verdict.Hits.SENT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.verdict.DeliveryLedger.EngagementStatement;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.DeliveryLedger.State;
import org.trueopen.verdict.DeliveryLedger.Step;
import org.trueopen.verdict.Transport.Report;

/** Keeps a delivery's statements as a database does: it adds up the signs. */
final class Books {

  private final Rules rules;
  private State state = State.EMPTY;
  private final Map<HitStatement, Integer> hits = new HashMap<>();
  private final Map<EngagementStatement, Integer> engagements = new HashMap<>();
  private final List<HitStatement> last = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();

  Books() {
    this(Rules.DEFAULT);
  }

  Books(Rules rules) {
    this.rules = rules;
  }

  Step deliver(DeliveryFacts delivery) {
    return enter(DeliveryLedger.deliver(state, delivery, rules));
  }

  Step hit(HitFacts hit) {
    return enter(DeliveryLedger.hit(state, hit, rules));
  }

  Step report(Status status, long seconds) {
    return report(new Report(status, SENT.plusSeconds(seconds)));
  }

  Step report(Report report) {
    return enter(DeliveryLedger.report(state, report, rules));
  }

  private Step enter(Step step) {
    state = step.state();
    last.clear();
    last.addAll(step.hits());
    reports.addAll(step.reports());
    for (HitStatement statement : step.hits()) {
      HitStatement unsigned =
          new HitStatement(statement.hit(), statement.verdict(), statement.filing(), 0);
      assertThat(hits.merge(unsigned, statement.sign(), Integer::sum)).isBetween(0, 1);
    }
    for (EngagementStatement statement : step.engagements()) {
      EngagementStatement unsigned =
          new EngagementStatement(statement.engagement(), statement.delivery(), 0);
      assertThat(engagements.merge(unsigned, statement.sign(), Integer::sum)).isBetween(0, 1);
    }
    return step;
  }

  /** The delivery as the live engagement is stated of it. */
  List<DeliveryFacts> deliveries() {
    return engagements.entrySet().stream()
        .filter(entry -> entry.getValue() == 1)
        .map(entry -> entry.getKey().delivery())
        .toList();
  }

  /** What has been stated of the delivery's way. */
  List<Report> reports() {
    return reports;
  }

  /** What counts of it: the latest of each kind. */
  Transport transport() {
    return state.transport();
  }

  /** What the last event changed. */
  List<HitStatement> lastStatements() {
    return last;
  }

  /** The one live statement of each hit by the hit's id. */
  Map<String, HitStatement> live() {
    return hits.entrySet().stream()
        .filter(entry -> entry.getValue() == 1)
        .map(Map.Entry::getKey)
        .collect(
            Collectors.toMap(
                statement -> statement.hit().hitId(),
                statement -> statement,
                (a, b) -> {
                  throw new AssertionError("two live verdicts: " + a + " and " + b);
                },
                TreeMap::new));
  }

  /** The hits that were ever spoken of. */
  Set<String> known() {
    return hits.keySet().stream()
        .map(statement -> statement.hit().hitId())
        .collect(Collectors.toSet());
  }

  /** The live engagement; null before the delivery came. */
  @Nullable Engagement engagement() {
    List<Engagement> live =
        engagements.entrySet().stream()
            .filter(entry -> entry.getValue() == 1)
            .map(entry -> entry.getKey().engagement())
            .toList();
    assertThat(live).hasSizeLessThanOrEqualTo(1);
    return live.isEmpty() ? null : live.getFirst();
  }
}
