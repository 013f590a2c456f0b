package org.trueopen.admin.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");

  @Test
  void memoryIsBoundedHoweverManyNamesAreTried() {
    LoginAttempts attempts = new LoginAttempts(Clock.fixed(NOW, ZoneOffset.UTC));
    for (int i = 0; i < 3 * LoginAttempts.MAX_NAMES; i++) {
      attempts.failed("name" + i);
    }
    attempts.failed("x".repeat(100_000));

    assertThat(attempts.size()).isEqualTo(LoginAttempts.MAX_NAMES);
  }

  @Test
  void aRightPasswordInBetweenBeginsAnew() {
    LoginAttempts attempts = new LoginAttempts(Clock.fixed(NOW, ZoneOffset.UTC));
    for (int i = 0; i < LoginAttempts.ALLOWED - 1; i++) {
      assertThat(attempts.failed("ada")).isFalse();
    }
    attempts.begin("ada");
    attempts.passed("ada");
    attempts.failed("ada");

    assertThat(attempts.lockedUntil("ada")).isEmpty();
  }

  @Test
  void noMorePasswordsAreCheckedAtOnceThanInARow() {
    LoginAttempts attempts = new LoginAttempts(Clock.fixed(NOW, ZoneOffset.UTC));
    attempts.failed("ada");
    for (int i = 0; i < LoginAttempts.ALLOWED - 1; i++) {
      assertThat(attempts.begin("ada")).isTrue();
    }

    assertThat(attempts.begin("ada")).isFalse();
    assertThat(attempts.lockedUntil("ada")).isEmpty();
    attempts.abandoned("ada");
    assertThat(attempts.begin("ada")).isTrue();
    attempts.passed("ada");
    // Three are still being checked.
    assertThat(attempts.begin("ada")).isTrue();
    assertThat(attempts.begin("ada")).isTrue();
    assertThat(attempts.begin("ada")).isFalse();
  }

  @Test
  void whatEndsWellLeavesNothingBehind() {
    LoginAttempts attempts = new LoginAttempts(Clock.fixed(NOW, ZoneOffset.UTC));
    attempts.begin("ada");
    attempts.passed("ada");
    attempts.begin("bob");
    attempts.abandoned("bob");

    assertThat(attempts.size()).isZero();
  }

  @Test
  void theFifthLocksAndALockEnds() {
    Instant[] now = {NOW};
    LoginAttempts attempts =
        new LoginAttempts(Clock.tick(new MovingClock(now), java.time.Duration.ofMillis(1)));
    for (int i = 0; i < LoginAttempts.ALLOWED - 1; i++) {
      attempts.failed("ada");
    }
    assertThat(attempts.failed("ada")).isTrue();
    assertThat(attempts.lockedUntil("ada")).contains(NOW.plus(LoginAttempts.LOCKED_FOR));
    now[0] = NOW.plus(LoginAttempts.LOCKED_FOR);

    assertThat(attempts.lockedUntil("ada")).isEmpty();
  }

  private static final class MovingClock extends Clock {
    private final Instant[] now;

    MovingClock(Instant[] now) {
      this.now = now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now[0];
    }
  }
}
