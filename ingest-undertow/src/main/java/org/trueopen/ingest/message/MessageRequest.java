package org.trueopen.ingest.message;

import java.util.List;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.TrackingSwitches;

/**
 * A mail to instrument, checked.
 *
 * @param from the sending mailbox
 * @param html empty for none
 * @param text empty for none
 * @param campaign empty for none
 * @param tracking the switches given with the send
 */
record MessageRequest(
    MailboxAddress from,
    List<MailboxAddress> to,
    String subject,
    String html,
    String text,
    String campaign,
    TrackingSwitches tracking) {}
