package org.trueopen.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class SparseWatermarksTest {

  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final TopicEvent EVENT =
      new TopicEvent.Undecodable(new Origin("hits", 0, 0), "", new byte[0]);

  private final SettableClock clock = new SettableClock(START);
  private final List<Instant> emitted = new ArrayList<>();
  private final SparseWatermarks watermarks = new SparseWatermarks(clock);

  @Test
  void trailsTheLatestEventByTheAllowance() {
    event(START.minusSeconds(60));
    event(START.minusSeconds(90));
    emit();

    assertThat(emitted).containsExactly(START.minusSeconds(65).minusMillis(1));
  }

  @Test
  void saysNothingBeforeTheFirstEventUntilThePartitionCountsAsSilent() {
    emit();
    assertThat(emitted).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    emit();
    assertThat(emitted).containsExactly(START.minusSeconds(4).minusMillis(1));
  }

  @Test
  void followsTheClockOnceAPartitionIsSilent() {
    event(START.minusSeconds(3600));
    clock.advance(Duration.ofMillis(999));
    emit();
    clock.advance(Duration.ofMillis(1));
    emit();

    assertThat(emitted)
        .containsExactly(
            START.minusSeconds(3605).minusMillis(1), START.minusSeconds(4).minusMillis(1));
  }

  @Test
  void neverGoesBackWhenAnOldEventFollowsSilence() {
    clock.advance(Duration.ofSeconds(2));
    emit();
    event(START.minusSeconds(3600));
    emit();

    assertThat(emitted).hasSize(1);
  }

  @Test
  void aTimeFromTheFutureCountsAsNow() {
    event(START.plus(Duration.ofDays(400)));
    emit();

    assertThat(emitted).containsExactly(START.minusSeconds(5).minusMillis(1));
  }

  private void event(Instant at) {
    watermarks.onEvent(EVENT, at.toEpochMilli(), output);
  }

  private void emit() {
    watermarks.onPeriodicEmit(output);
  }

  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          emitted.add(Instant.ofEpochMilli(watermark.getTimestamp()));
        }

        @Override
        public void markIdle() {
          throw new AssertionError("a silent partition is not idle: its time moves on");
        }

        @Override
        public void markActive() {
          throw new AssertionError("a silent partition was never idle");
        }
      };

  private static final class SettableClock extends Clock {
    private Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
