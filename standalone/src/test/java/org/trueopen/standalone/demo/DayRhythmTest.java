package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.demo.PlannedHit.Kind;

class DayRhythmTest {

  @Test
  void dayIsLeftAlone() {
    Instant noon = Instant.parse("2026-11-03T12:00:00Z");

    assertThat(DayRhythm.awake(noon, 0)).isEqualTo(noon);
  }

  @Test
  void nightIsPutOffToTheNextMorningInItsOrder() {
    Instant late = Instant.parse("2026-11-03T23:10:00Z");
    Instant early = Instant.parse("2026-11-04T06:00:00Z");

    assertThat(DayRhythm.awake(late, 0))
        .isBetween(Instant.parse("2026-11-04T07:00:00Z"), Instant.parse("2026-11-04T07:10:00Z"));
    assertThat(DayRhythm.awake(early, 0))
        .isAfter(DayRhythm.awake(late, 0))
        .isBefore(Instant.parse("2026-11-04T09:00:00Z"));
  }

  @Test
  void nightIsTheReadersOwn() {
    Instant lateInLondon = Instant.parse("2026-11-03T23:30:00Z");

    assertThat(DayRhythm.awake(lateInLondon, -5)).isEqualTo(lateInLondon);
  }

  @Test
  void machinesDoNotSleep() {
    Instant sent = Instant.parse("2026-11-03T02:00:00Z");
    var scan =
        new PlannedHit(
            Duration.ofSeconds(43),
            Duration.ofMillis(300),
            Kind.CLICK,
            2,
            "GET",
            "203.0.113.9",
            Browsers.CHROME_WINDOWS,
            TrueClass.SECURITY_SCANNER);

    assertThat(DayRhythm.at(sent, scan, 0)).isEqualTo(sent.plusMillis(43_300));
  }

  @Test
  void hoursOfADayShareAllItsMails() {
    double sum = IntStream.range(0, 24).mapToDouble(DayRhythm::shareOfMails).sum();

    assertThat(sum).isCloseTo(1, within(1e-9));
  }
}
