package org.trueopen.standalone.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.verdict.Appearance;
import org.trueopen.verdict.AppearanceLedger;
import org.trueopen.verdict.Crowd;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Scope;
import org.trueopen.verdict.Transport;

/**
 * What each delivery has to be told of its crowds, found from all deliveries at once. It puts each
 * crowd together from how its deliveries look in the end, without the way there.
 */
final class CrowdRecount {

  private record Key(String account, Scope scope) {}

  private final Map<Key, List<Appearance>> crowds = new HashMap<>();

  /** To be called once for each delivery. */
  void add(String id, List<DeliveryEvent> events, List<HitFacts> hits) {
    AppearanceLedger.State state = AppearanceLedger.State.EMPTY;
    Map<Scope, Appearance> last = new HashMap<>();
    String account = "";
    for (DeliveryEvent event : events) {
      if (event instanceof Delivery delivery) {
        if (delivery.decision().identity().anonymous()) {
          return;
        }
        account = delivery.account();
        state = AppearanceLedger.deliver(state, id, AppearanceLedger.Mail.of(delivery)).state();
      } else if (event instanceof DeliveryStatus status) {
        Transport.Report report = new Transport.Report(status.status(), status.at());
        state = AppearanceLedger.report(state, id, report).state();
      }
    }
    for (HitFacts hit : hits) {
      AppearanceLedger.Step step = AppearanceLedger.hit(state, id, hit);
      step.changed().forEach(appearance -> last.put(appearance.scope(), appearance));
      state = step.state();
    }
    for (Appearance appearance : last.values()) {
      crowds
          .computeIfAbsent(new Key(account, appearance.scope()), key -> new ArrayList<>())
          .add(appearance);
    }
  }

  /** By delivery, where a crowd has anything to say. */
  Map<String, List<CrowdFinding>> findings() {
    Map<String, List<CrowdFinding>> findings = new HashMap<>();
    crowds.forEach((key, appearances) -> conclude(key.scope(), appearances, findings));
    return findings;
  }

  private static void conclude(
      Scope scope, List<Appearance> appearances, Map<String, List<CrowdFinding>> findings) {
    Crowd.Counts counts = Crowd.Counts.NONE;
    Map<Long, Crowd.Member> members = new HashMap<>();
    for (Appearance appearance : appearances) {
      if (counts.keeps(appearance.recipient())) {
        Crowd.Member known = members.getOrDefault(appearance.recipient(), Crowd.Member.NEW);
        Crowd.Step step = Crowd.appear(counts, known, appearance, 1, Rules.DEFAULT);
        members.put(appearance.recipient(), step.member());
        counts = fitting(step.counts(), members);
      }
    }
    Crowd.Counts last = counts.concluded(scope.kind(), Rules.DEFAULT);
    if (last.opinion().equals(Opinion.NONE)) {
      return;
    }
    for (Crowd.Member member : members.values()) {
      for (Crowd.Entry entry : member.entries()) {
        findings
            .computeIfAbsent(entry.appearance().deliveryId(), id -> new ArrayList<>())
            .add(new CrowdFinding(scope, last.revision(), last.opinion()));
      }
    }
  }

  private static Crowd.Counts fitting(Crowd.Counts counts, Map<Long, Crowd.Member> members) {
    Crowd.Counts fitting = counts;
    while (!fitting.fits()) {
      Crowd.Counts halved = fitting.halved();
      List<Long> left = members.keySet().stream().filter(key -> !halved.keeps(key)).toList();
      fitting = halved;
      for (long recipient : left) {
        fitting = fitting.without(Objects.requireNonNull(members.remove(recipient)));
      }
    }
    return fitting;
  }
}
