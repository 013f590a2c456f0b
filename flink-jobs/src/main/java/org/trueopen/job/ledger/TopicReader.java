package org.trueopen.job.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
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
 * Takes a topic's events apart. What cannot be used goes to {@link #DEAD_LETTERS} with the reason
 * and is counted as {@code undecodable}.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public abstract class TopicReader<T> extends ProcessFunction<TopicEvent, T> {

  /** Rows of the table {@code dead_letters}. */
  public static final OutputTag<StoreRow> DEAD_LETTERS =
      new OutputTag<>("dead-letters", StoreRow.TYPE);

  /** No mail older than this is imported; zero and other slips are. */
  static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");

  /** More than clocks disagree by; what lies further ahead would hold partitions and state open. */
  static final Duration AHEAD = Duration.ofDays(1);

  private final Clock clock;
  private transient Counter undecodable;

  TopicReader(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    undecodable = getRuntimeContext().getMetricGroup().counter("undecodable");
  }

  /** Whether the topic this reader reads may hold such an event, and what to make of it. */
  abstract void read(TopicEvent event, Collector<T> out);

  @Override
  public final void processElement(TopicEvent event, Context context, Collector<T> out) {
    if (event instanceof TopicEvent.Undecodable found) {
      refuse(found.origin(), found.reason(), found.payload(), context);
      return;
    }
    String problem = problemWithTime(event.at());
    if (problem == null) {
      try {
        read(event, out);
        return;
      } catch (RuntimeException | StackOverflowError e) {
        // Addresses and user agents come from strangers: one that trips a parser must not stop the
        // job for good.
        problem = "the rules fail on it: " + e;
      }
    }
    refuse(event.origin(), problem, bytes(event), context);
  }

  private @Nullable String problemWithTime(@Nullable Instant at) {
    if (at != null && (at.isBefore(EARLIEST) || at.isAfter(clock.instant().plus(AHEAD)))) {
      return "time: expected from %s to a day ahead of now, found %s".formatted(EARLIEST, at);
    }
    return null;
  }

  private void refuse(Origin origin, String reason, byte[] payload, Context context) {
    undecodable.inc();
    context.output(DEAD_LETTERS, Rows.deadLetter(origin, reason, payload, clock.instant()));
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
