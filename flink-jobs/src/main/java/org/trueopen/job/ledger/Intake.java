package org.trueopen.job.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Aggregate;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus;
import org.trueopen.event.EventCodec;
import org.trueopen.event.Hit;
import org.trueopen.job.source.Origin;
import org.trueopen.job.source.TopicEvent;
import org.trueopen.job.store.Rows;
import org.trueopen.job.store.StoreRow;
import org.trueopen.settings.Setting;

/**
 * Lets in what can be used of a topic. The rest becomes a row of the table {@code dead_letters}
 * with the reason, and is counted as {@code undecodable}.
 */
final class Intake {

  /** No mail older than this is imported; zero and other slips are. */
  static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");

  /** More than clocks disagree by; what lies further ahead would hold partitions and state open. */
  static final Duration AHEAD = Duration.ofDays(1);

  private final Clock clock;
  private final Counter undecodable;

  Intake(Clock clock, RuntimeContext context) {
    this.clock = clock;
    this.undecodable = context.getMetricGroup().counter("undecodable");
  }

  /** What is made of an event that is let in. */
  interface Reading {
    void read(TopicEvent event) throws Exception;
  }

  /**
   * Null if the event could be used.
   *
   * @throws Exception of infrastructure, as of state; what the event itself causes is none
   */
  @Nullable StoreRow take(TopicEvent event, Reading reading) throws Exception {
    if (event instanceof TopicEvent.Undecodable found) {
      return refused(found.origin(), found.reason(), found.payload());
    }
    String problem = problemWithTime(event.at());
    if (problem == null) {
      try {
        reading.read(event);
        return null;
      } catch (ExceptionInChainedOperatorException | CancelTaskException e) {
        throw e; // of who takes what was made of it, or of a job that ends
      } catch (RuntimeException | StackOverflowError e) {
        // Addresses and user agents come from strangers: one that trips a parser must not stop the
        // job for good.
        problem = "the rules fail on it: " + e;
      }
    }
    return refused(event.origin(), problem, bytes(event));
  }

  private @Nullable String problemWithTime(@Nullable Instant at) {
    if (at != null && (at.isBefore(EARLIEST) || at.isAfter(clock.instant().plus(AHEAD)))) {
      return "time: expected from %s to a day ahead of now, found %s".formatted(EARLIEST, at);
    }
    return null;
  }

  private StoreRow refused(Origin origin, String reason, byte[] payload) {
    undecodable.inc();
    return Rows.deadLetter(origin, reason, payload, clock.instant());
  }

  private static byte[] bytes(TopicEvent event) {
    return switch (event) {
      case TopicEvent.Sent(Origin origin, Delivery delivery) -> EventCodec.encode(delivery);
      case TopicEvent.Status(Origin origin, DeliveryStatus status) -> EventCodec.encode(status);
      case TopicEvent.Explained(Origin origin, Aggregate aggregate) -> EventCodec.encode(aggregate);
      case TopicEvent.Requested(Origin origin, Hit hit) -> EventCodec.encode(hit);
      // An API key's hash stays out of the table.
      case TopicEvent.Changed(Origin origin, Setting setting) -> new byte[0];
      case TopicEvent.Undecodable undecodable -> undecodable.payload();
    };
  }

  static IllegalArgumentException misplaced(TopicEvent event) {
    return new IllegalArgumentException(
        "topic %s holds a %s".formatted(event.origin().topic(), event.getClass().getSimpleName()));
  }
}
