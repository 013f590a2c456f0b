package org.trueopen.admin.report;

import java.time.Instant;
import java.util.List;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.settings.Decision;
import org.trueopen.verdict.Transport;

/**
 * Everything known of one delivery.
 *
 * @param campaign empty for none
 * @param links the tracked links' destinations, by their number
 * @param unsubscribeLink which of them unsubscribes; -1 for none
 * @param decision frozen when the mail was instrumented
 * @param transport what became of it since
 * @param statements the statements made about its hits, those taken back included, in order of the
 *     hits
 * @param statementsLeftOut how many more there are, of later hits; 0 for nearly every delivery
 */
public record DeliveryReport(
    AccountId account,
    DeliveryId deliveryId,
    String messageId,
    Instant sentAt,
    String mailbox,
    String recipient,
    String campaign,
    String subject,
    List<String> links,
    int unsubscribeLink,
    Decision decision,
    Transport transport,
    Engagement engagement,
    List<JudgedHit> statements,
    long statementsLeftOut) {

  public DeliveryReport {
    links = List.copyOf(links);
    statements = List.copyOf(statements);
  }

  /** Whether it was shown to its end. */
  public Extent extent() {
    return Extent.of(hits());
  }

  /** The hits as they stand, each once; without those of {@link #statementsLeftOut}. */
  public List<JudgedHit> hits() {
    return statements.stream().filter(JudgedHit::stands).toList();
  }
}
