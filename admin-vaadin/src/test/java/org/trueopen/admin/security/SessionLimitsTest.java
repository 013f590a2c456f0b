package org.trueopen.admin.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.WrappedHttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.trueopen.admin.FakeUsers;
import org.trueopen.log.AdminUser;

class SessionLimitsTest {

  private final FakeUsers users = new FakeUsers();
  private final MockHttpSession session = new MockHttpSession();
  private final Instant began = Instant.ofEpochMilli(session.getCreationTime());

  @Test
  void whoIsDisabledOrDemotedIsPushedNothingMore() {
    logIn();
    assertThat(mayGoOn(Duration.ZERO)).isTrue();

    users.put(ada(AdminUser.Role.ADMIN, true, began.plusSeconds(1)));
    assertThat(mayGoOn(Duration.ZERO)).isFalse();
    users.put(ada(AdminUser.Role.VIEWER, false, began.plusSeconds(1)));
    assertThat(mayGoOn(Duration.ZERO)).isFalse();
  }

  @Test
  void nobodysSessionGoesOnForever() {
    assertThat(mayGoOn(SessionLimits.LONGEST.minusMillis(1))).isTrue();
    assertThat(mayGoOn(SessionLimits.LONGEST)).isFalse();
    logIn();
    assertThat(mayGoOn(SessionLimits.LONGEST)).isFalse();
  }

  private void logIn() {
    AdminUser ada = ada(AdminUser.Role.ADMIN, false, began);
    users.put(ada);
    LocalUser local = new LocalUser(ada);
    session.setAttribute(
        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
        new SecurityContextImpl(
            UsernamePasswordAuthenticationToken.authenticated(
                local, null, local.getAuthorities())));
  }

  private boolean mayGoOn(Duration after) {
    Clock clock = Clock.fixed(began.plus(after), ZoneOffset.UTC);
    return new SessionLimits(users, clock).mayGoOn(new WrappedHttpSession(session));
  }

  private static AdminUser ada(AdminUser.Role role, boolean disabled, Instant changedAt) {
    return new AdminUser("ada", "hash", role, disabled, changedAt, "bob");
  }
}
