package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.trueopen.standalone.demo.PlannedHit.Kind;

class PaceTest {

  private final Pace pace = new Pace(Duration.ofSeconds(60), 120);

  private static PlannedHit open(Duration visit, Duration within) {
    return new PlannedHit(
        visit,
        within,
        Kind.OPEN,
        -1,
        "GET",
        "203.0.113.9",
        PrivacyPreload.AGENT,
        TrueClass.PRIVACY_PRELOAD);
  }

  @Test
  void scannersMinutePassesAsInLife() {
    assertThat(pace.delay(open(Duration.ofSeconds(43), Duration.ofMillis(400)), true))
        .isEqualTo(Duration.ofMillis(43_400));
  }

  @Test
  void hoursPassFasterButSecondsWithinAVisitDoNot() {
    Duration within = Duration.ofSeconds(20);

    assertThat(pace.delay(open(Duration.ofHours(2), within), false))
        .isEqualTo(Duration.ofSeconds(60 + 20));
    assertThat(pace.delay(open(Duration.ofSeconds(60).plusHours(2), within), true))
        .isEqualTo(Duration.ofSeconds(60 + 60 + 20));
  }

  @Test
  void slowerThanLifeIsRefused() {
    assertThatThrownBy(() -> new Pace(Duration.ZERO, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5");
  }
}
