package org.trueopen.standalone.chaos;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.event.MalformedEventException;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.RecentEvents;
import org.trueopen.log.Topics;
import org.trueopen.verdict.AggregateLedger;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger;
import org.trueopen.verdict.DeliveryLedger.State;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.Filing;
import org.trueopen.verdict.HitClassifier;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.ListVersion;
import org.trueopen.verdict.Reason;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Signals;
import org.trueopen.verdict.Transport;
import org.trueopen.verdict.Verdict;

/**
 * What ClickHouse has to hold, found from the topics alone: each delivery's events once, judged in
 * order of time by the pure rules, without Flink, checkpoints or signs. Tables are maps from a row,
 * as {@link StoreAudit} writes it, to how often it stands.
 */
final class Recount {

  final Map<String, Long> deliveries = new HashMap<>();
  final Map<String, Long> statuses = new HashMap<>();
  final Map<String, Long> hits = new HashMap<>();
  final Map<String, Long> hitsHourly = new HashMap<>();
  final Map<String, Long> engagement = new HashMap<>();
  final Map<String, Long> engagementHourly = new HashMap<>();

  private final HitClassifier classifier;
  private final Map<String, List<DeliveryEvent>> sent = new HashMap<>();
  private final Map<String, List<HitFacts>> requested = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private long repeated;
  private long unusable;

  private Recount(KeyedHash hashes) {
    this.classifier = new HitClassifier(Signals.bundled(), hashes);
  }

  /**
   * @param hashes by which the job hashes addresses
   */
  static Recount of(KafkaConfig kafka, KeyedHash hashes) {
    Recount result = new Recount(hashes);
    read(kafka, Topics.DELIVERIES, result::delivery);
    read(kafka, Topics.HITS, result::hit);
    Set<String> ids = new HashSet<>(result.sent.keySet());
    ids.addAll(result.requested.keySet());
    CrowdRecount crowds = new CrowdRecount();
    for (String id : ids) {
      crowds.add(
          id,
          result.sent.getOrDefault(id, List.of()),
          result.requested.getOrDefault(id, List.of()));
    }
    Map<String, List<CrowdFinding>> findings = crowds.findings();
    ids.forEach(id -> result.judge(id, findings.getOrDefault(id, List.of())));
    return result;
  }

  /** All that the topic holds. */
  private static void read(KafkaConfig kafka, String topic, Consumer<byte[]> each) {
    RecentEvents.read(kafka, "chaos", topic, Instant.EPOCH, (value, share) -> each.accept(value));
  }

  /** Hits that stand in their topic more than once. */
  long repeated() {
    return repeated;
  }

  /** Records that no hit, delivery or report can be read from. */
  long unusable() {
    return unusable;
  }

  private void delivery(byte[] value) {
    try {
      DeliveryEvent event = EventCodec.decodeDelivery(value);
      if (!AggregateLedger.isAggregate(event.deliveryId())) {
        sent.computeIfAbsent(event.deliveryId(), id -> new ArrayList<>()).add(event);
      }
    } catch (MalformedEventException e) {
      unusable++;
    }
  }

  private void hit(byte[] value) {
    try {
      Hit hit = EventCodec.decodeHit(value);
      if (!seen.add(hit.hitId())) {
        repeated++;
      } else {
        requested
            .computeIfAbsent(hit.deliveryId(), id -> new ArrayList<>())
            .add(classifier.classify(hit));
      }
    } catch (MalformedEventException e) {
      unusable++;
    }
  }

  private void judge(String id, List<CrowdFinding> findings) {
    State state = State.EMPTY;
    for (DeliveryEvent event : sent.getOrDefault(id, List.of())) {
      state =
          switch (event) {
            case Delivery delivery ->
                DeliveryLedger.deliver(state, DeliveryFacts.of(delivery), Rules.DEFAULT).state();
            case DeliveryStatus status -> reported(state, status);
            default -> state;
          };
    }
    for (HitFacts hit : requested.getOrDefault(id, List.of())) {
      state = DeliveryLedger.hit(state, hit, Rules.DEFAULT).state();
    }
    for (CrowdFinding finding : findings) {
      state = DeliveryLedger.found(state, finding, Rules.DEFAULT).state();
    }
    count(id, state);
  }

  private State reported(State state, DeliveryStatus status) {
    Transport.Report report = new Transport.Report(status.status(), status.at());
    DeliveryLedger.Step step = DeliveryLedger.report(state, report, Rules.DEFAULT);
    if (!step.repeated()) {
      add(statuses, row(status.deliveryId(), status.status(), status.at().toEpochMilli()), 1);
    }
    return step.state();
  }

  private void count(String id, State state) {
    DeliveryFacts delivery = state.delivery();
    if (delivery != null) {
      add(
          deliveries,
          row(id, delivery.sentAt().toEpochMilli(), delivery.mailbox(), delivery.campaign()),
          1);
      engagement(id, delivery, state.engagement());
    }
    for (int i = 0; i < state.hits().size(); i++) {
      hit(id, state.hits().get(i), state.verdicts().get(i), state.filed());
    }
  }

  private void hit(String id, HitFacts hit, Verdict verdict, Filing filing) {
    add(
        hits,
        row(
            id,
            hit.hitId(),
            hit.at().toEpochMilli(),
            hit.kind(),
            hit.link(),
            hit.pixel() == PixelPlace.NONE ? "" : hit.pixel(),
            hit.url(),
            hit.method(),
            hit.network(),
            Long.toUnsignedString(hit.addressHash()),
            hit.client(),
            verdict.verdict(),
            verdict.place(),
            verdict.reasons().stream().map(Reason::rule).collect(Collectors.joining(",")),
            verdict.reasons().stream().map(Reason::evidence).collect(Collectors.joining(",")),
            verdict.confidence(),
            verdict.ruleVersion(),
            hit.lists().stream().map(ListVersion::text).collect(Collectors.joining(",")),
            filing.mailbox(),
            filing.domain(),
            filing.campaign()),
        1);
    add(
        hitsHourly,
        row(
            hour(hit.at()),
            filing.domain(),
            filing.mailbox(),
            filing.campaign(),
            hit.kind(),
            verdict.verdict(),
            verdict.place()),
        1);
  }

  private void engagement(String id, DeliveryFacts delivery, @Nullable Engagement found) {
    Engagement now = found == null ? Engagement.NONE : found;
    long[] figures = {
      flag(delivery.opensTracked() && !now.lost()),
      flag(delivery.clicksTracked() && !now.lost()),
      flag(now.rawOpened()),
      flag(now.opened()),
      flag(now.unknowable()),
      flag(now.machineOnly()),
      flag(now.clicked()),
      flag(now.machineClicked()),
      now.opens(),
      now.clicks(),
      now.machineOpens(),
      now.machineClicks(),
      now.forwards()
    };
    Filing filing = delivery.filing();
    String whose = row(filing.domain(), filing.mailbox(), filing.campaign());
    StringJoiner row = new StringJoiner("|").add(id).add(whose);
    for (int i = 0; i < figures.length; i++) {
      row.add(Long.toString(figures[i]));
      add(
          engagementHourly,
          row(hour(delivery.sentAt()), whose, StoreAudit.FIGURES.get(i)),
          figures[i]);
    }
    add(engagementHourly, row(hour(delivery.sentAt()), whose, "deliveries"), 1);
    add(engagement, row.toString(), 1);
  }

  private static long flag(boolean value) {
    return value ? 1 : 0;
  }

  private static long hour(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS).getEpochSecond();
  }

  private static String row(Object... columns) {
    StringJoiner row = new StringJoiner("|");
    for (Object column : columns) {
      row.add(column.toString());
    }
    return row.toString();
  }

  private static void add(Map<String, Long> table, String row, long count) {
    if (count != 0) {
      table.merge(row, count, Long::sum);
    }
  }
}
