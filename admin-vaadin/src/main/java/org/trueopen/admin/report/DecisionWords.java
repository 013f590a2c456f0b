package org.trueopen.admin.report;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.IdentityOutcome;
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
      case OPTED_OUT -> "The recipient has opted out" + told(outcome, time) + '.';
      case DEFAULT,
          NO_HTML,
          UNVALIDATED_DOMAIN,
          NO_TRACKING_DOMAIN,
          UNKNOWN_CAMPAIGN,
          SIGNED,
          ENCRYPTED,
          DKIM_SIGNED,
          UNREADABLE,
          TRACKING_FAILED,
          IMPORTED ->
          outcome.reason();
    };
  }

  /** Whether hits may be tied to the recipient, and who decided that. */
  public static String reason(IdentityOutcome identity, Function<Instant, String> time) {
    String what =
        identity.anonymous()
            ? "Pixel and links carry the campaign or mailbox, never the recipient; hits count in"
                + " totals only."
            : "Hits are tied to the recipient.";
    String by = by(identity.setBy(), identity.since(), time);
    String who =
        switch (identity.decidedBy()) {
          case MESSAGE -> "Set with the message itself";
          case CAMPAIGN -> "Set for the campaign " + identity.name() + by;
          case MAILBOX -> "Set for the mailbox " + identity.name() + by;
          case DOMAIN -> "Set for the domain " + identity.name() + by;
          case ACCOUNT -> "Set for the account " + identity.name() + by;
          default -> "By default: nobody has set anything else";
        };
    return what + ' ' + who + '.';
  }

  private static String told(Outcome outcome, Function<Instant, String> time) {
    Instant since = outcome.since();
    String when = since == null ? "" : " on " + time.apply(since);
    return outcome.setBy().isEmpty() ? when : when + ", as told by " + outcome.setBy();
  }

  private static String by(Outcome outcome, Function<Instant, String> time) {
    return by(outcome.setBy(), outcome.since(), time);
  }

  private static String by(String setBy, @Nullable Instant since, Function<Instant, String> time) {
    String who = setBy.isEmpty() ? "" : " by " + setBy;
    return who + (since == null ? "" : " on " + time.apply(since));
  }
}
