package org.trueopen.job.state;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.event.MalformedEventException;
import org.trueopen.job.wire.FoundMessage;
import org.trueopen.job.wire.LedgerEventMessage;
import org.trueopen.verdict.CrowdFinding;
import org.trueopen.verdict.HitFacts;

/** What the ledger of one delivery is told. */
public sealed interface LedgerEvent {

  ValueType<LedgerEvent> TYPE = new ValueType<>(LedgerEvent.class, new Serializer());

  String account();

  String deliveryId();

  /** When it happened; null for what holds for good. */
  @Nullable Instant at();

  /** The key of a delivery: an account has no slash in its name. */
  default String key() {
    return account() + '/' + deliveryId();
  }

  /** The delivery itself. */
  record Sent(Delivery delivery) implements LedgerEvent {

    @Override
    public String account() {
      return delivery.account();
    }

    @Override
    public String deliveryId() {
      return delivery.deliveryId();
    }

    @Override
    public Instant at() {
      return delivery.sentAt();
    }
  }

  /** What became of the delivery. */
  record Reported(DeliveryStatus status) implements LedgerEvent {

    @Override
    public String account() {
      return status.account();
    }

    @Override
    public String deliveryId() {
      return status.deliveryId();
    }

    @Override
    public Instant at() {
      return status.at();
    }
  }

  /** What the hits of anonymous mail belong to. */
  record Explained(Aggregate aggregate) implements LedgerEvent {

    @Override
    public String account() {
      return aggregate.account();
    }

    @Override
    public String deliveryId() {
      return aggregate.deliveryId();
    }

    @Override
    public @Nullable Instant at() {
      return null;
    }
  }

  /** A hit, judged by itself. */
  record Seen(String account, String deliveryId, HitFacts hit) implements LedgerEvent {

    @Override
    public Instant at() {
      return hit.at();
    }
  }

  /**
   * What a crowd has found.
   *
   * @param at when the delivery's last hit within the crowd came
   */
  record Found(String account, String deliveryId, CrowdFinding finding, Instant at)
      implements LedgerEvent {}

  /** {@link LedgerEventMessage} as bytes. */
  final class Serializer extends ValueSerializer<LedgerEvent> {

    @Override
    protected byte[] encode(LedgerEvent event) {
      LedgerEventMessage.Builder message =
          LedgerEventMessage.newBuilder()
              .setAccount(event.account())
              .setDeliveryId(event.deliveryId());
      switch (event) {
        case Sent sent ->
            message.setDelivery(ByteString.copyFrom(EventCodec.encode(sent.delivery())));
        case Reported reported ->
            message.setDelivery(ByteString.copyFrom(EventCodec.encode(reported.status())));
        case Explained explained ->
            message.setDelivery(ByteString.copyFrom(EventCodec.encode(explained.aggregate())));
        case Seen seen -> message.setHit(LedgerMessages.hit(seen.hit()));
        case Found found ->
            message.setFound(
                FoundMessage.newBuilder()
                    .setFinding(CrowdMessages.finding(found.finding()))
                    .setAt(found.at().toEpochMilli()));
      }
      return message.build().toByteArray();
    }

    @Override
    protected LedgerEvent decode(byte[] bytes) throws IOException {
      LedgerEventMessage message = LedgerEventMessage.parseFrom(bytes);
      return switch (message.getBodyCase()) {
        case DELIVERY -> delivery(message.getDelivery().toByteArray());
        case HIT ->
            new Seen(
                message.getAccount(),
                message.getDeliveryId(),
                LedgerMessages.hit(message.getHit()));
        case FOUND ->
            new Found(
                message.getAccount(),
                message.getDeliveryId(),
                CrowdMessages.finding(message.getFound().getFinding()),
                Instant.ofEpochMilli(message.getFound().getAt()));
        case BODY_NOT_SET ->
            throw new IOException("ledger event: neither delivery, hit nor finding");
      };
    }

    private static LedgerEvent delivery(byte[] bytes) throws IOException {
      try {
        return switch (EventCodec.decodeDelivery(bytes)) {
          case Delivery delivery -> new Sent(delivery);
          case DeliveryStatus status -> new Reported(status);
          case Aggregate aggregate -> new Explained(aggregate);
        };
      } catch (MalformedEventException e) {
        throw new IOException("ledger event: " + e.getMessage(), e);
      }
    }

    @Override
    public TypeSerializerSnapshot<LedgerEvent> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Stands in checkpoints by its class name, which therefore never changes. */
  final class Snapshot extends SimpleTypeSerializerSnapshot<LedgerEvent> {
    public Snapshot() {
      super(Serializer::new);
    }
  }
}
