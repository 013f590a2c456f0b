package org.trueopen.admin.report;

import java.time.Instant;
import org.trueopen.id.DeliveryId;

/** One delivery in the message list. */
public record MessageRow(
    DeliveryId deliveryId,
    Instant sentAt,
    String recipient,
    String mailbox,
    String campaign,
    String subject,
    Engagement engagement) {}
