package org.trueopen.admin.report;

import java.util.Locale;

/**
 * Deliveries that no rate divides by, and why.
 *
 * @param kind {@code OPEN} or {@code CLICK}
 * @param reason a level or gate, {@code ANONYMOUS} or {@code BOUNCED}
 */
public record Exclusion(String kind, String reason, long deliveries) {

  /** The reason in words: {@code no HTML part}. */
  public String words() {
    return switch (reason) {
      case "ANONYMOUS" -> "tracked without the recipient";
      case "BOUNCED" -> "came back";
      case "NO_HTML" -> "no HTML part";
      case "MESSAGE" -> "off with the message";
      case "CAMPAIGN" -> "off for the campaign";
      case "MAILBOX" -> "off for the mailbox";
      case "DOMAIN" -> "off for the sending domain";
      case "ACCOUNT" -> "off for the account";
      case "DEFAULT" -> "off by default";
      case "KILL_SWITCH" -> "kill switch on";
      case "OPTED_OUT" -> "recipient opted out";
      case "UNKNOWN_CAMPAIGN" -> "campaign not known";
      case "UNVALIDATED_DOMAIN" -> "sending domain not validated";
      case "NO_TRACKING_DOMAIN" -> "no verified tracking domain";
      case "SIGNED" -> "signed mail";
      case "ENCRYPTED" -> "encrypted mail";
      case "DKIM_SIGNED" -> "DKIM-signed before it came here";
      case "UNREADABLE" -> "mail could not be read";
      case "TRACKING_FAILED" -> "instrumenting failed";
      case "IMPORTED" -> "imported without a pixel";
      default -> reason.toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
