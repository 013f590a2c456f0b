package org.trueopen.admin.security;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.admin.users.LoginAttempts;
import org.trueopen.log.AdminDeed;
import org.trueopen.log.EventLogException;

/** Checks a name and a password, and after some wrong ones in a row none for a while. */
final class LocalLogin extends DaoAuthenticationProvider {

  private static final Logger LOG = LoggerFactory.getLogger(LocalLogin.class);

  private final LoginAttempts attempts;
  private final Deeds deeds;
  private final Clock clock;

  LocalLogin(
      UserDetailsService users,
      PasswordEncoder passwords,
      LoginAttempts attempts,
      Deeds deeds,
      Clock clock) {
    super(users);
    setPasswordEncoder(passwords);
    this.attempts = attempts;
    this.deeds = deeds;
    this.clock = clock;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String name = asked.getName();
    if (!attempts.begin(name)) {
      throw new LockedException("too many wrong passwords");
    }
    try {
      Authentication done = super.authenticate(asked);
      attempts.passed(name);
      return done;
    } catch (BadCredentialsException e) {
      if (attempts.failed(name)) {
        tell(name);
      }
      throw e;
    } catch (RuntimeException e) {
      attempts.abandoned(name); // the user is disabled, or something is broken
      throw e;
    }
  }

  /**
   * Once per lock of a name that somebody has; of others a stranger could make as many as he likes.
   */
  private void tell(String name) {
    try {
      getUserDetailsService().loadUserByUsername(name);
      deeds.record(new AdminDeed(clock.instant(), "somebody", "user-locked", name, "", ""));
    } catch (UsernameNotFoundException e) {
      LOG.debug("A name nobody has was locked");
    } catch (EventLogException e) {
      LOG.warn("A locked login could not be recorded", e);
    }
  }
}
