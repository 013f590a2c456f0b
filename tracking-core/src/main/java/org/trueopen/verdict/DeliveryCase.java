package org.trueopen.verdict;

import static org.trueopen.verdict.VerdictClass.SECURITY_SCANNER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;

/**
 * All that a delivery is judged by.
 *
 * @param delivery null as long as the delivery itself has not come
 * @param hits in order of time
 * @param crowds what was found of the networks that its hits came from, and of the recipient's
 *     domain
 */
public record DeliveryCase(
    @Nullable DeliveryFacts delivery,
    Transport transport,
    List<HitFacts> hits,
    List<CrowdFinding> crowds) {

  /** Nothing is known of any crowd. */
  public DeliveryCase(@Nullable DeliveryFacts delivery, Transport transport, List<HitFacts> hits) {
    this(delivery, transport, hits, List.of());
  }

  /** The same with what is told by crowds for a machine's taken for one. */
  DeliveryCase explained() {
    if (crowds.stream().noneMatch(crowd -> crowd.opinion().kind() == Opinion.Kind.GATEWAY)) {
      return this;
    }
    List<HitFacts> seen =
        hits.stream()
            .map(hit -> CrowdRule.byGateway(this, hit) ? hit.as(SECURITY_SCANNER) : hit)
            .toList();
    return new DeliveryCase(delivery, transport, seen, crowds);
  }

  /**
   * How long after delivery a hit came. A hit before the reported delivery says that the report
   * came late; then it is counted from sending, and one before that came at once.
   */
  static Duration delay(HitFacts hit, Instant sentAt, Transport transport) {
    Instant delivered = transport.deliveredAt();
    Instant start = delivered == null || hit.at().isBefore(delivered) ? sentAt : delivered;
    return hit.at().isBefore(start) ? Duration.ZERO : Duration.between(start, hit.at());
  }

  /** Whether the hit's network and client are a reader's own and not those of somebody between. */
  static boolean isDirect(HitFacts hit) {
    if (hit.network().isEmpty()
        || (hit.verdict() != VerdictClass.PERSON && hit.verdict() != VerdictClass.UNKNOWN)) {
      return false;
    }
    for (Reason reason : hit.reasons()) {
      if (reason.rule().equals("private-relay")) {
        return false;
      }
    }
    return true;
  }

  /** Whether somebody opened the mail at the network that a click came from. */
  boolean openedAt(HitFacts click) {
    return hits.stream()
        .anyMatch(hit -> !isClick(hit) && isDirect(hit) && hit.network().equals(click.network()));
  }

  static boolean isClick(HitFacts hit) {
    return hit.kind() == HitKind.CLICK;
  }
}
