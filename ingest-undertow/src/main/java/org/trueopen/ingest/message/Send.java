package org.trueopen.ingest.message;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.TrackingSwitches;

/**
 * A mail to be sent, checked; what it consists of stands apart.
 *
 * @param from the sending mailbox
 * @param to its recipients; may name one more than once
 * @param subject empty for none
 * @param campaign empty for none
 * @param tracking the switches given with the send
 * @param unsubscribeUrls the targets of List-Unsubscribe, which are never tracked
 * @param obstacle the gate that the mail itself closes; null for none
 */
record Send(
    MailboxAddress from,
    List<MailboxAddress> to,
    String subject,
    String campaign,
    TrackingSwitches tracking,
    Set<String> unsubscribeUrls,
    boolean hasHtml,
    boolean hasText,
    @Nullable DecidedBy obstacle) {}
