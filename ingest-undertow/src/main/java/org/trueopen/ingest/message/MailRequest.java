package org.trueopen.ingest.message;

import java.util.List;
import java.util.Optional;
import org.trueopen.id.DeliveryId;
import org.trueopen.instrument.MimeSource;

/**
 * A mail that was given as MIME, checked.
 *
 * @param ownId the application's own id for the only delivery
 * @param warnings what the caller should know, though the mail was taken
 */
record MailRequest(
    Send send, MimeSource source, Optional<DeliveryId> ownId, List<String> warnings) {}
