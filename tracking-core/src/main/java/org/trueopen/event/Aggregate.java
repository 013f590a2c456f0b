package org.trueopen.event;

/**
 * What the tokens of anonymous mail carry in place of a delivery: a campaign, or a mailbox where
 * mail names no campaign. Its hits count in totals and belong to nobody. Published before the mail
 * that carries it, again and again with the same content. Topic {@code deliveries}.
 *
 * @param deliveryId made by {@link org.trueopen.id.KeyedHash#aggregate}
 * @param campaign empty for none
 */
public record Aggregate(String account, String deliveryId, String mailbox, String campaign)
    implements DeliveryEvent {}
