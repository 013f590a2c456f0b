package org.trueopen.event;

import java.time.Instant;
import java.util.List;
import org.trueopen.settings.Decision;

/**
 * One message sent to one recipient, with what was decided about it. Topic {@code deliveries}.
 *
 * @param messageId shared by the deliveries of one message
 * @param campaign empty for none
 * @param recipientKey the recipient's keyed hash, as in the tokens
 * @param links the destinations of the tracked links by link number; empty if none are tracked
 * @param unsubscribeLink the number of the link that unsubscribes; -1 for none
 */
public record Delivery(
    String account,
    String deliveryId,
    String messageId,
    String mailbox,
    String campaign,
    String recipient,
    long recipientKey,
    String subject,
    Instant sentAt,
    boolean hasHtml,
    List<String> links,
    int unsubscribeLink,
    Decision decision)
    implements DeliveryEvent {

  public Delivery {
    links = List.copyOf(links);
  }
}
