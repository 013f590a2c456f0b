package org.trueopen.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What crowds have told the delivery: {@code scanning-network}, {@code network-in-step} and {@code
 * pictures-only} of all hits from there, {@code prompt-network} of those right after delivery,
 * {@code scanned-domain} of those that come as soon as scanners do, unless they come from a network
 * that is known for people.
 */
final class CrowdRule {

  private CrowdRule() {}

  static void find(DeliveryCase delivery, Rules rules, Findings findings) {
    for (CrowdFinding crowd : delivery.crowds()) {
      if (crowd.opinion().certainty() == 0) {
        continue;
      }
      for (int i = 0; i < delivery.hits().size(); i++) {
        if (concerns(crowd, delivery, delivery.hits().get(i))) {
          findings.add(i, crowd.opinion().reason(), crowd.opinion().certainty());
        }
      }
    }
  }

  private static boolean concerns(CrowdFinding crowd, DeliveryCase delivery, HitFacts hit) {
    if (!DeliveryCase.isDirect(hit)) {
      return false;
    }
    return switch (crowd.scope().kind()) {
      case NETWORK ->
          crowd.scope().holds(hit)
              && (crowd.opinion().kind() != Opinion.Kind.PROMPT
                  || isWithin(delivery, hit, crowd.opinion().withinMillis()));
      case DOMAIN ->
          !amongPeople(delivery, hit) && isWithin(delivery, hit, crowd.opinion().withinMillis());
    };
  }

  private static boolean isWithin(DeliveryCase delivery, HitFacts hit, long millis) {
    if (delivery.delivery() == null) {
      return false;
    }
    Instant sentAt = delivery.delivery().sentAt();
    Duration delay = DeliveryCase.delay(hit, sentAt, delivery.transport());
    return delay.toMillis() <= millis;
  }

  /**
   * Whether a hit comes from where the account's mail is read by people who take their time; at a
   * network that has a gateway of its own that is whoever comes after it.
   */
  static boolean amongPeople(DeliveryCase delivery, HitFacts hit) {
    for (CrowdFinding crowd : delivery.crowds()) {
      Opinion opinion = crowd.opinion();
      boolean people =
          opinion.kind() == Opinion.Kind.PEOPLE
              || (opinion.kind() == Opinion.Kind.PROMPT
                  && !isWithin(delivery, hit, opinion.withinMillis()));
      if (people && crowd.scope().holds(hit)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a hit comes from a gateway's network. */
  static boolean byGateway(DeliveryCase delivery, HitFacts hit) {
    return delivery.crowds().stream()
        .anyMatch(
            crowd -> crowd.opinion().kind() == Opinion.Kind.GATEWAY && crowd.scope().holds(hit));
  }

  /** Crowds with one more finding, if it is newer than what is known from there. */
  static List<CrowdFinding> with(List<CrowdFinding> known, CrowdFinding told) {
    if (known.stream().anyMatch(other -> supersedes(other, told))) {
      return known;
    }
    return Stream.concat(
            known.stream().filter(other -> !other.scope().equals(told.scope())), Stream.of(told))
        .sorted(Comparator.comparing(CrowdFinding::scope))
        .toList();
  }

  private static boolean supersedes(CrowdFinding known, CrowdFinding told) {
    return known.scope().equals(told.scope()) && known.revision() >= told.revision();
  }
}
