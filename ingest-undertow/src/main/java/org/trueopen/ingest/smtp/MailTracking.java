package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.id.AccountId;
import org.trueopen.settings.Decision;

/** What the relay asks of tracking. */
public interface MailTracking {

  /** Writes one recipient's copy. */
  @FunctionalInterface
  interface CopyWriter {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * One recipient's copy of a mail.
   *
   * @param recipient as it stood in {@code RCPT TO}
   * @param deliveryId empty if no delivery was recorded
   */
  record Copy(String recipient, String deliveryId, Decision decision, CopyWriter writer) {}

  /**
   * Decides, records the deliveries and makes the copies. Never fails: where tracking does, the
   * copies are the mail as it came and the decision says why.
   *
   * @param mail the mail as it came, headers and all
   * @param envelopeFrom of {@code MAIL FROM}; empty for the null sender
   * @param recipients of {@code RCPT TO}, in that order
   */
  List<Copy> track(AccountId account, byte[] mail, String envelopeFrom, List<String> recipients);

  /** Says what became of a copy; at best effort, since the mail is out already. */
  void report(AccountId account, String deliveryId, DeliveryStatus.Status status, Instant at);
}
