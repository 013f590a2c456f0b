package org.trueopen.settings;

import org.jspecify.annotations.Nullable;
import org.trueopen.id.AccountId;
import org.trueopen.id.MailboxAddress;

/**
 * What a decision depends on, beside the settings.
 *
 * @param campaign empty for none
 * @param message the switches given with the send
 * @param obstacle the gate that the mail itself closes, such as {@link DecidedBy#SIGNED}; null for
 *     none
 */
public record SendContext(
    AccountId account,
    MailboxAddress mailbox,
    String campaign,
    TrackingSwitches message,
    boolean hasHtml,
    boolean hasText,
    @Nullable DecidedBy obstacle) {

  /** Mail that stands in nobody's way. */
  public SendContext(
      AccountId account,
      MailboxAddress mailbox,
      String campaign,
      TrackingSwitches message,
      boolean hasHtml) {
    this(account, mailbox, campaign, message, hasHtml, !hasHtml, null);
  }
}
