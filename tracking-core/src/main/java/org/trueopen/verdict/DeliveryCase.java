package org.trueopen.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.HitKind;

/**
 * All that a delivery is judged by.
 *
 * @param delivery null as long as the delivery itself has not come
 * @param hits in order of time
 */
public record DeliveryCase(
    @Nullable DeliveryFacts delivery, Transport transport, List<HitFacts> hits) {

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

  static boolean isClick(HitFacts hit) {
    return hit.kind() == HitKind.CLICK;
  }
}
