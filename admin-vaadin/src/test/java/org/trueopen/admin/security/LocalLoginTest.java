package org.trueopen.admin.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.trueopen.admin.FakeDeeds;
import org.trueopen.admin.FakeUsers;
import org.trueopen.admin.users.LoginAttempts;
import org.trueopen.log.AdminUser;

class LocalLoginTest {

  private final FakeDeeds deeds = new FakeDeeds();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicInteger checked = new AtomicInteger();

  @Test
  void passwordsTriedSideBySideAreNoMoreThanThoseTriedInARow() throws Exception {
    LocalLogin login = login();
    Thread[] guesses = new Thread[LoginAttempts.ALLOWED];
    for (int i = 0; i < guesses.length; i++) {
      guesses[i] = Thread.ofVirtual().start(() -> guess(login));
    }
    await().until(() -> checked.get() == LoginAttempts.ALLOWED);

    assertThatThrownBy(() -> login.authenticate(wrong())).isInstanceOf(LockedException.class);
    mayEnd.countDown();
    for (Thread guess : guesses) {
      guess.join();
    }
    assertThat(checked).hasValue(LoginAttempts.ALLOWED);
    assertThat(deeds.all()).singleElement().matches(deed -> deed.what().equals("user-locked"));
  }

  private static void guess(LocalLogin login) {
    assertThatThrownBy(() -> login.authenticate(wrong()))
        .isInstanceOf(BadCredentialsException.class);
  }

  private static UsernamePasswordAuthenticationToken wrong() {
    return UsernamePasswordAuthenticationToken.unauthenticated("ada", "wrong");
  }

  private LocalLogin login() {
    FakeUsers users = new FakeUsers();
    users.put(new AdminUser("ada", "hers", AdminUser.Role.ADMIN, Clock.systemUTC().instant()));
    return new LocalLogin(
        new AdminUserDetails(users),
        new SlowPasswords(),
        new LoginAttempts(Clock.systemUTC()),
        deeds,
        Clock.systemUTC());
  }

  /** Finds every password wrong, once it may. */
  private final class SlowPasswords implements PasswordEncoder {

    @Override
    public String encode(@Nullable CharSequence password) {
      return "hash";
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      checked.incrementAndGet();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
  }
}
