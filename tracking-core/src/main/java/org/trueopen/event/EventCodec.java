package org.trueopen.event;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import org.trueopen.event.wire.AggregateMessage;
import org.trueopen.event.wire.DeliveryEnvelope;
import org.trueopen.event.wire.DeliveryMessage;
import org.trueopen.event.wire.DeliveryStatusMessage;
import org.trueopen.event.wire.HitMessage;
import org.trueopen.event.wire.IdentityMessage;
import org.trueopen.event.wire.OutcomeMessage;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;

/** Events to the bytes of {@code trueopen_events_v1.proto} and back. */
public final class EventCodec {

  private EventCodec() {}

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
    if (!delivery.decision().identity().equals(IdentityOutcome.DEFAULT)) {
      message.setIdentity(identity(delivery.decision().identity()));
    }
    if (delivery.unsubscribeLink() >= 0) {
      message.setUnsubscribeLink(delivery.unsubscribeLink());
    }
    return DeliveryEnvelope.newBuilder().setDelivery(message).build().toByteArray();
  }

  public static byte[] encode(Aggregate aggregate) {
    return DeliveryEnvelope.newBuilder()
        .setAggregate(
            AggregateMessage.newBuilder()
                .setAccount(aggregate.account())
                .setDeliveryId(aggregate.deliveryId())
                .setMailbox(aggregate.mailbox())
                .setCampaign(aggregate.campaign()))
        .build()
        .toByteArray();
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
    return HitWriter.write(hit);
  }

  public static DeliveryEvent decodeDelivery(byte[] bytes) throws MalformedEventException {
    try {
      DeliveryEnvelope envelope = DeliveryEnvelope.parseFrom(bytes);
      return switch (envelope.getBodyCase()) {
        case DELIVERY -> delivery(envelope.getDelivery());
        case STATUS -> status(envelope.getStatus());
        case AGGREGATE -> aggregate(envelope.getAggregate());
        case BODY_NOT_SET -> throw new IllegalArgumentException("it holds nothing known");
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
          pixel(message),
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
        new Decision(
            outcome(message.getOpens()),
            outcome(message.getClicks()),
            message.hasIdentity() ? identity(message.getIdentity()) : IdentityOutcome.DEFAULT,
            false));
  }

  private static Aggregate aggregate(AggregateMessage message) {
    requireIds(message.getAccount(), message.getDeliveryId());
    return new Aggregate(
        message.getAccount(), message.getDeliveryId(), message.getMailbox(), message.getCampaign());
  }

  /** Versions that knew one pixel wrote no place. */
  private static PixelPlace pixel(HitMessage message) {
    if (!message.getPixel().isEmpty()) {
      return PixelPlace.valueOf(message.getPixel());
    }
    return message.getKind().equals(HitKind.OPEN.name()) ? PixelPlace.END : PixelPlace.NONE;
  }

  private static IdentityMessage identity(IdentityOutcome identity) {
    IdentityMessage.Builder message =
        IdentityMessage.newBuilder()
            .setAnonymous(identity.anonymous())
            .setDecidedBy(identity.decidedBy().name())
            .setName(identity.name())
            .setSetBy(identity.setBy());
    if (identity.since() != null) {
      message.setSince(identity.since().toEpochMilli());
    }
    return message.build();
  }

  private static IdentityOutcome identity(IdentityMessage message) {
    return new IdentityOutcome(
        message.getAnonymous(),
        DecidedBy.valueOf(message.getDecidedBy()),
        message.getName(),
        message.hasSince() ? Instant.ofEpochMilli(message.getSince()) : null,
        message.getSetBy());
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
