package org.trueopen.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether opens (or clicks) of one delivery are tracked, and why.
 *
 * @param decidedBy the level or gate that decided
 * @param name which campaign, mailbox, domain or account; empty where there is no such thing
 * @param since when that was set; null if nobody ever set it
 * @param setBy who set it; empty if nobody did
 */
public record Outcome(
    boolean tracked, DecidedBy decidedBy, String name, @Nullable Instant since, String setBy) {

  /** The decision in a sentence's words, for the admin and the API. */
  public String reason() {
    String by =
        setBy.isEmpty() ? "" : " (set by " + setBy + (since == null ? "" : ", " + since) + ")";
    String onOff = tracked ? "on" : "off";
    return switch (decidedBy) {
      case MESSAGE -> "Turned " + onOff + " with the message itself.";
      case CAMPAIGN -> "Turned " + onOff + " for the campaign " + name + by + '.';
      case MAILBOX -> "Turned " + onOff + " for the mailbox " + name + by + '.';
      case DOMAIN -> "Turned " + onOff + " for the domain " + name + by + '.';
      case ACCOUNT -> "Turned " + onOff + " for the account " + name + by + '.';
      case DEFAULT -> "On by default: nobody has set anything else.";
      case KILL_SWITCH -> "The kill switch of the account " + name + " is on" + by + '.';
      case OPTED_OUT -> "The recipient has opted out" + by + '.';
      case UNKNOWN_CAMPAIGN -> "Nobody has set up the campaign " + name + '.';
      case NO_HTML -> "The mail has no HTML part.";
      case SIGNED -> "The mail is signed; a change would break its signature.";
      case ENCRYPTED -> "The mail is encrypted.";
      case DKIM_SIGNED ->
          "The mail came with a DKIM signature, which a change would break; sign after us.";
      case UNREADABLE -> "The mail's structure could not be read, so it was left as it came.";
      case TRACKING_FAILED -> "Tracking failed, so the mail went out as it came.";
      case UNVALIDATED_DOMAIN -> "The sending domain " + name + " is not validated.";
      case NO_TRACKING_DOMAIN ->
          "The sending domain " + name + " has no verified tracking host for its links.";
      case IMPORTED -> "Brought in from an older log.";
    };
  }
}
