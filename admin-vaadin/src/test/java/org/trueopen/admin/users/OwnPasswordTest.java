package org.trueopen.admin.users;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.trueopen.admin.FakeDeeds;
import org.trueopen.admin.FakeUsers;

class OwnPasswordTest {

  @EnableMethodSecurity
  static class Rules {}

  @AfterEach
  void nobody() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void onlyWhoLoggedInByAPasswordMayChangeIt() {
    try (AnnotationConfigApplicationContext context = context()) {
      OwnPassword own = context.getBean(OwnPassword.class);
      logIn(
          new DefaultOidcUser(
              AuthorityUtils.NO_AUTHORITIES,
              OidcIdToken.withTokenValue("token").subject("ada").build()));
      assertThatThrownBy(() -> own.change("ada", "a password of hers", "another of hers"))
          .isInstanceOf(AccessDeniedException.class);

      logIn(new User("ada", "hash", AuthorityUtils.NO_AUTHORITIES));
      assertThatThrownBy(() -> own.change("ada", "a password of hers", "another of hers"))
          .hasMessageContaining("no password here"); // there is no such user, but they may ask
      assertThatThrownBy(() -> own.change("bob", "a password of his", "another of his"))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  private static AnnotationConfigApplicationContext context() {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.register(Rules.class, FakeUsers.class, FakeDeeds.class, LoginAttempts.class);
    context.register(OwnPassword.class);
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(PasswordEncoder.class, () -> new BCryptPasswordEncoder(4));
    context.refresh();
    return context;
  }

  private static void logIn(Object principal) {
    Authentication who =
        new TestingAuthenticationToken(
            principal, "", List.copyOf(AuthorityUtils.createAuthorityList("ROLE_ADMIN")));
    SecurityContextHolder.setContext(new SecurityContextImpl(who));
  }
}
