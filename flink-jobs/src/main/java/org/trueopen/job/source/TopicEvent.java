package org.trueopen.job.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.Hit;
import org.trueopen.job.state.ValueType;
import org.trueopen.settings.Setting;

/** A record of one of the topics, read or found unreadable. */
public sealed interface TopicEvent {

  ValueType<TopicEvent> TYPE = new ValueType<>(TopicEvent.class, new TopicEventSerializer());

  Origin origin();

  /** When it happened; null if that cannot be told. */
  @Nullable Instant at();

  /** A mail was sent. */
  record Sent(Origin origin, Delivery delivery) implements TopicEvent {
    @Override
    public Instant at() {
      return delivery.sentAt();
    }
  }

  /** The receiving server said something about it. */
  record Status(Origin origin, DeliveryStatus status) implements TopicEvent {
    @Override
    public Instant at() {
      return status.at();
    }
  }

  /** What anonymous mail's hits belong to. It holds for good, so it has no time. */
  record Explained(Origin origin, Aggregate aggregate) implements TopicEvent {
    @Override
    public @Nullable Instant at() {
      return null;
    }
  }

  /** A pixel or link was requested. */
  record Requested(Origin origin, Hit hit) implements TopicEvent {
    @Override
    public Instant at() {
      return hit.at();
    }
  }

  /** A setting was changed. */
  record Changed(Origin origin, Setting setting) implements TopicEvent {
    @Override
    public Instant at() {
      return setting.changedAt();
    }
  }

  /**
   * A record this version cannot read.
   *
   * @param reason why, in a sentence
   * @param payload the record's bytes; empty if it had none
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares unreadable records
  record Undecodable(Origin origin, String reason, byte[] payload) implements TopicEvent {

    /** A reason may quote what was found, whose length is up to whoever wrote it. */
    private static final int MAX_REASON_CHARS = 1000;

    public Undecodable {
      reason = reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS));
    }

    @Override
    public @Nullable Instant at() {
      return null;
    }
  }
}
