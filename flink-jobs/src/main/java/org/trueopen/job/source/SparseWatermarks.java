package org.trueopen.job.source;

import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of one partition that also move when hardly anything comes. Events may come up to
 * {@link #OUT_OF_ORDERNESS} late; once a partition has been silent for {@link #SILENCE}, its time
 * is the clock's, less the same allowance. A time from the future counts as now, so that one wrong
 * clock cannot make the job forget everything.
 *
 * <p>A partition that is silent only because the job lags behind moves as well. Nothing is lost by
 * that: late events are judged like any other.
 */
public final class SparseWatermarks implements WatermarkGenerator<TopicEvent> {

  /** More than ingest's own delays between its clock and Kafka. */
  static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  static final Duration SILENCE = Duration.ofSeconds(1);

  private final Clock clock;
  private long latest = Long.MIN_VALUE;
  private long lastEventSeen;
  private long emitted = Long.MIN_VALUE;

  SparseWatermarks(Clock clock) {
    this.clock = clock;
    this.lastEventSeen = clock.millis();
  }

  /** Timestamps from the events themselves and these watermarks, for each partition by itself. */
  public static WatermarkStrategy<TopicEvent> strategy(Clock clock) {
    return WatermarkStrategy.<TopicEvent>forGenerator(context -> new SparseWatermarks(clock))
        .withTimestampAssigner(
            (event, kafkaTime) -> event.at() == null ? kafkaTime : event.at().toEpochMilli());
  }

  @Override
  public void onEvent(TopicEvent event, long timestamp, WatermarkOutput output) {
    lastEventSeen = clock.millis();
    latest = Math.max(latest, Math.min(timestamp, lastEventSeen));
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long now = clock.millis();
    boolean silent = now - lastEventSeen >= SILENCE.toMillis();
    if (!silent && latest == Long.MIN_VALUE) {
      return;
    }
    // One less, as an event of that very millisecond may still come.
    long watermark = (silent ? now : latest) - OUT_OF_ORDERNESS.toMillis() - 1;
    if (watermark > emitted) {
      emitted = watermark;
      output.emitWatermark(new Watermark(watermark));
    }
  }
}
