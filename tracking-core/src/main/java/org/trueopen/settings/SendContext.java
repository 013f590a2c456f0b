package org.trueopen.settings;

import org.trueopen.id.AccountId;
import org.trueopen.id.MailboxAddress;

/**
 * What a decision depends on, beside the settings.
 *
 * @param campaign empty for none
 * @param message the switches given with the send
 */
public record SendContext(
    AccountId account,
    MailboxAddress mailbox,
    String campaign,
    TrackingSwitches message,
    boolean hasHtml) {}
