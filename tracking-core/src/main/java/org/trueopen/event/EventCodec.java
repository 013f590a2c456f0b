package org.trueopen.event;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.wire.DeliveryEnvelope;
import org.trueopen.event.wire.DeliveryMessage;
import org.trueopen.event.wire.DeliveryStatusMessage;
import org.trueopen.event.wire.HitMessage;
import org.trueopen.event.wire.OutcomeMessage;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.Outcome;

/** Events to the bytes of {@code trueopen_events_v1.proto} and back. */
public final class EventCodec {

  private EventCodec() {}

  /** A record of topic {@code deliveries}: exactly one of the two is set. */
  public record DeliveryRecord(@Nullable Delivery delivery, @Nullable DeliveryStatus status) {}

  public static byte[] encode(Delivery delivery) {
    DeliveryMessage.Builder message =
        DeliveryMessage.newBuilder()
            .setAccount(delivery.account())
            .setDeliveryId(delivery.deliveryId())
            .setMessageId(delivery.messageId())
            .setMailbox(delivery.mailbox())
            .setCampaign(delivery.campaign())
            .setRecipient(delivery.recipient())
            .setRecipientKey(delivery.recipientKey())
            .setSubject(delivery.subject())
            .setSentAt(delivery.sentAt().toEpochMilli())
            .setHasHtml(delivery.hasHtml())
            .addAllLinks(delivery.links())
            .setOpens(outcome(delivery.decision().opens()))
            .setClicks(outcome(delivery.decision().clicks()));
    if (delivery.unsubscribeLink() >= 0) {
      message.setUnsubscribeLink(delivery.unsubscribeLink());
    }
    return DeliveryEnvelope.newBuilder().setDelivery(message).build().toByteArray();
  }

  public static byte[] encode(DeliveryStatus status) {
    return DeliveryEnvelope.newBuilder()
        .setStatus(
            DeliveryStatusMessage.newBuilder()
                .setAccount(status.account())
                .setDeliveryId(status.deliveryId())
                .setStatus(status.status().name())
                .setAt(status.at().toEpochMilli()))
        .build()
        .toByteArray();
  }

  public static byte[] encode(Hit hit) {
    HitMessage.Builder message =
        HitMessage.newBuilder()
            .setAccount(hit.account())
            .setDeliveryId(hit.deliveryId())
            .setHitId(hit.hitId())
            .setKind(hit.kind().name())
            .setUrl(hit.url())
            .setAt(hit.at().toEpochMilli())
            .setMethod(hit.method())
            .setAddress(hit.address())
            .setUserAgent(hit.userAgent())
            .putAllHeaders(hit.headers())
            .setLabel(hit.label());
    if (hit.link() >= 0) {
      message.setLink(hit.link());
    }
    return message.build().toByteArray();
  }

  public static DeliveryRecord decodeDelivery(byte[] bytes) throws MalformedEventException {
    try {
      DeliveryEnvelope envelope = DeliveryEnvelope.parseFrom(bytes);
      return switch (envelope.getBodyCase()) {
        case DELIVERY -> new DeliveryRecord(delivery(envelope.getDelivery()), null);
        case STATUS -> new DeliveryRecord(null, status(envelope.getStatus()));
        case BODY_NOT_SET -> throw new IllegalArgumentException("neither delivery nor status");
      };
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new MalformedEventException("no delivery record: " + e.getMessage(), e);
    }
  }

  public static Hit decodeHit(byte[] bytes) throws MalformedEventException {
    try {
      HitMessage message = HitMessage.parseFrom(bytes);
      requireIds(message.getAccount(), message.getDeliveryId());
      if (message.getHitId().isEmpty()) {
        throw new IllegalArgumentException("hit id is missing");
      }
      return new Hit(
          message.getAccount(),
          message.getDeliveryId(),
          message.getHitId(),
          HitKind.valueOf(message.getKind()),
          message.hasLink() ? message.getLink() : -1,
          message.getUrl(),
          Instant.ofEpochMilli(message.getAt()),
          message.getMethod(),
          message.getAddress(),
          message.getUserAgent(),
          message.getHeadersMap(),
          message.getLabel());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new MalformedEventException("no hit: " + e.getMessage(), e);
    }
  }

  private static Delivery delivery(DeliveryMessage message) {
    requireIds(message.getAccount(), message.getDeliveryId());
    return new Delivery(
        message.getAccount(),
        message.getDeliveryId(),
        message.getMessageId(),
        message.getMailbox(),
        message.getCampaign(),
        message.getRecipient(),
        message.getRecipientKey(),
        message.getSubject(),
        Instant.ofEpochMilli(message.getSentAt()),
        message.getHasHtml(),
        message.getLinksList(),
        message.hasUnsubscribeLink() ? message.getUnsubscribeLink() : -1,
        new Decision(outcome(message.getOpens()), outcome(message.getClicks())));
  }

  private static DeliveryStatus status(DeliveryStatusMessage message) {
    requireIds(message.getAccount(), message.getDeliveryId());
    return new DeliveryStatus(
        message.getAccount(),
        message.getDeliveryId(),
        DeliveryStatus.Status.valueOf(message.getStatus()),
        Instant.ofEpochMilli(message.getAt()));
  }

  private static OutcomeMessage outcome(Outcome outcome) {
    OutcomeMessage.Builder message =
        OutcomeMessage.newBuilder()
            .setTracked(outcome.tracked())
            .setDecidedBy(outcome.decidedBy().name())
            .setName(outcome.name())
            .setSetBy(outcome.setBy());
    if (outcome.since() != null) {
      message.setSince(outcome.since().toEpochMilli());
    }
    return message.build();
  }

  private static Outcome outcome(OutcomeMessage message) {
    return new Outcome(
        message.getTracked(),
        DecidedBy.valueOf(message.getDecidedBy()),
        message.getName(),
        message.hasSince() ? Instant.ofEpochMilli(message.getSince()) : null,
        message.getSetBy());
  }

  private static void requireIds(String account, String deliveryId) {
    if (account.isEmpty() || deliveryId.isEmpty()) {
      throw new IllegalArgumentException("account or delivery id is missing");
    }
  }
}
