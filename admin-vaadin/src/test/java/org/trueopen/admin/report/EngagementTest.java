package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngagementTest {

  @ParameterizedTest
  @CsvSource({
    // tracked, anonymous, bounced | opened, unknowable, machine only, clicked, machine opens,
    // forwards
    "false, false, false, false, false, false, false, 0, 0, NOT_TRACKED",
    "true,  false, false, false, false, false, false, 0, 0, NO_SIGNAL",
    "true,  false, false, false, true,  false, false, 0, 0, UNKNOWABLE",
    "true,  false, false, false, false, true,  false, 2, 0, MACHINE_ONLY",
    "true,  false, false, false, true,  false, false, 2, 0, UNKNOWABLE",
    "true,  false, false, true,  false, false, false, 2, 0, OPENED",
    "true,  false, false, true,  false, false, false, 0, 1, FORWARDED",
    "true,  false, false, true,  false, false, true,  0, 1, CLICKED",
    "true,  true,  false, false, false, false, false, 0, 0, ANONYMOUS",
    "false, true,  false, false, false, false, false, 0, 0, NOT_TRACKED",
    "true,  true,  true,  false, false, false, false, 0, 0, BOUNCED",
    "true,  false, true,  false, false, false, false, 0, 0, BOUNCED",
    "false, false, true,  false, false, false, false, 0, 0, BOUNCED",
    "true,  false, true,  false, true,  false, false, 2, 0, BOUNCED",
    "true,  false, true,  true,  false, false, false, 0, 0, OPENED",
  })
  void theStatusIsWhatIsMostTelling(
      boolean tracked,
      boolean anonymous,
      boolean bounced,
      boolean opened,
      boolean unknowable,
      boolean machineOnly,
      boolean clicked,
      long machineOpens,
      long forwards,
      TrackingStatus expected) {
    Engagement engagement =
        new Engagement(
            tracked,
            tracked,
            anonymous,
            bounced,
            opened,
            opened,
            unknowable,
            machineOnly,
            clicked,
            false,
            opened ? 1 : 0,
            clicked ? 1 : 0,
            machineOpens,
            0,
            forwards);

    assertThat(engagement.status()).isEqualTo(expected);
  }
}
