package org.trueopen.admin.report;

import java.time.Instant;
import java.util.function.Function;
import org.trueopen.settings.Outcome;

/** Why something was or was not tracked, as a sentence with times as their reader writes them. */
public final class DecisionWords {

  private DecisionWords() {}

  /**
   * @param time how to write an instant
   */
  public static String reason(Outcome outcome, Function<Instant, String> time) {
    String onOff = outcome.tracked() ? "on" : "off";
    String name = outcome.name();
    return switch (outcome.decidedBy()) {
      case MESSAGE -> "Turned " + onOff + " with the message itself.";
      case CAMPAIGN -> "Turned " + onOff + " for the campaign " + name + by(outcome, time) + '.';
      case MAILBOX -> "Turned " + onOff + " for the mailbox " + name + by(outcome, time) + '.';
      case DOMAIN -> "Turned " + onOff + " for the domain " + name + by(outcome, time) + '.';
      case ACCOUNT -> "Turned " + onOff + " for the account " + name + by(outcome, time) + '.';
      case KILL_SWITCH ->
          "The kill switch of the account " + name + " was turned on" + by(outcome, time) + '.';
      case OPTED_OUT -> "The recipient has opted out" + by(outcome, time) + '.';
      case DEFAULT, NO_HTML, UNVALIDATED_DOMAIN, NO_TRACKING_DOMAIN, IMPORTED -> outcome.reason();
    };
  }

  private static String by(Outcome outcome, Function<Instant, String> time) {
    Instant since = outcome.since();
    String who = outcome.setBy().isEmpty() ? "" : " by " + outcome.setBy();
    return who + (since == null ? "" : " on " + time.apply(since));
  }
}
