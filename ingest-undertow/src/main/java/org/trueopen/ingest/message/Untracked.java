package org.trueopen.ingest.message;

import java.util.List;
import org.trueopen.event.Delivery;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;

/** Decisions and deliveries of mail that went out as it came. */
final class Untracked {

  private Untracked() {}

  static Decision because(DecidedBy reason) {
    return new Decision(outcome(reason), outcome(reason));
  }

  /** The delivery as it is when tracking failed after it was decided. */
  static Delivery failed(Delivery delivery) {
    Decision decision = delivery.decision();
    return new Delivery(
        delivery.account(),
        delivery.deliveryId(),
        delivery.messageId(),
        delivery.mailbox(),
        delivery.campaign(),
        delivery.recipient(),
        delivery.recipientKey(),
        delivery.subject(),
        delivery.sentAt(),
        delivery.hasHtml(),
        List.of(),
        -1,
        new Decision(
            failed(decision.opens()), failed(decision.clicks()), decision.identity(), false));
  }

  /** What was off anyway stays so for the reason it had. */
  private static Outcome failed(Outcome outcome) {
    return outcome.tracked() ? outcome(DecidedBy.TRACKING_FAILED) : outcome;
  }

  private static Outcome outcome(DecidedBy reason) {
    return new Outcome(false, reason, "", null, "");
  }
}
