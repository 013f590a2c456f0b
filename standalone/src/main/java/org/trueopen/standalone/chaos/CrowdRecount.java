package org.trueopen.standalone.chaos;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryEvent;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.verdict.AppearanceLedger;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.Rules;
import org.trueopen.verdict.Transport;
import org.trueopen.verdict.WholeCrowds;

/** What each delivery has to be told of its account's crowds. */
final class CrowdRecount {

  private final Map<String, WholeCrowds> accounts = new HashMap<>();

  /** To be called once for each delivery. */
  void add(String id, List<DeliveryEvent> events, List<HitFacts> hits) {
    Delivery sent = null;
    Transport transport = Transport.UNKNOWN;
    for (DeliveryEvent event : events) {
      if (event instanceof Delivery delivery) {
        sent = sent == null ? delivery : sent; // the first record stands
      } else if (event instanceof DeliveryStatus status) {
        transport = transport.with(new Transport.Report(status.status(), status.at()));
      }
    }
    if (sent != null && !sent.decision().identity().anonymous()) {
      List<HitFacts> ordered =
          hits.stream()
              .sorted(Comparator.comparing(HitFacts::at).thenComparing(HitFacts::hitId))
              .toList();
      accounts
          .computeIfAbsent(sent.account(), account -> new WholeCrowds())
          .add(id, AppearanceLedger.Mail.of(sent), transport, ordered);
    }
  }

  /** By delivery, where a crowd has anything to say. */
  Map<String, List<CrowdFinding>> findings() {
    Map<String, List<CrowdFinding>> findings = new HashMap<>();
    accounts.values().forEach(crowds -> findings.putAll(crowds.findings(Rules.DEFAULT)));
    return findings;
  }
}
