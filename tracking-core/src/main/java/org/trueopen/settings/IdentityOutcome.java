package org.trueopen.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether one delivery is tracked without its recipient, and why.
 *
 * @param decidedBy the level that decided, or the product's default
 * @param name which campaign, mailbox, domain or account; empty where there is no such thing
 * @param since when that was set; null if nobody ever set it
 * @param setBy who set it; empty if nobody did
 */
public record IdentityOutcome(
    boolean anonymous, DecidedBy decidedBy, String name, @Nullable Instant since, String setBy) {

  /** Nobody has set anything: identified. */
  public static final IdentityOutcome DEFAULT =
      new IdentityOutcome(false, DecidedBy.DEFAULT, "", null, "");

  /** The decision in a sentence's words, for the admin and the API. */
  public String reason() {
    String mode = anonymous ? "Anonymous" : "Identified";
    String what =
        anonymous
            ? ": pixel and links carry the campaign, not the recipient; hits count in totals only."
            : ": hits are tied to the recipient.";
    String by =
        setBy.isEmpty() ? "" : " (set by " + setBy + (since == null ? "" : ", " + since) + ")";
    String where =
        switch (decidedBy) {
          case MESSAGE -> " with the message itself";
          case CAMPAIGN -> " for the campaign " + name;
          case MAILBOX -> " for the mailbox " + name;
          case DOMAIN -> " for the domain " + name;
          case ACCOUNT -> " for the account " + name;
          default -> " by default";
        };
    return mode + where + by + what;
  }
}
