package org.trueopen.ingest.smtp;

import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.smtp.MailTracking.CopyWriter;

/**
 * One recipient's copy, to be written when its turn comes.
 *
 * @param deliveryId empty if no delivery was recorded
 * @param writer null for the mail as it came
 */
record OutgoingCopy(String recipient, String deliveryId, @Nullable CopyWriter writer) {}
