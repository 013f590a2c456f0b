package org.trueopen.admin.users;

import java.time.Clock;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.admin.settings.Users;
import org.trueopen.log.AdminDeed;
import org.trueopen.log.AdminUser;

/** Lets anybody who has a password here change it. */
@Service
@PreAuthorize("hasAnyRole('ADMIN', 'ANALYST', 'VIEWER')")
class OwnPassword {

  private final Users users;
  private final Deeds deeds;
  private final PasswordEncoder encoder;
  private final LoginAttempts attempts;
  private final Clock clock;

  OwnPassword(
      Users users, Deeds deeds, PasswordEncoder encoder, LoginAttempts attempts, Clock clock) {
    this.users = users;
    this.deeds = deeds;
    this.encoder = encoder;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** Whether somebody logs in here by a password, and not elsewhere. */
  boolean has(String name) {
    return users.find(name).isPresent();
  }

  /**
   * Sets a new password; every session that began with the old one ends.
   *
   * @param name of who is logged in, as the security context says and never as a form does
   */
  @PreAuthorize(
      "hasAnyRole('ADMIN', 'ANALYST', 'VIEWER') and #name == authentication.name"
          // Spring's UserDetails: whoever came by a password, and nobody from single sign-on.
          + " and authentication.principal"
          + " instanceof T(org.springframework.security.core.userdetails.UserDetails)")
  void change(String name, String current, String wanted) throws UserRefusedException {
    AdminUser user = find(name);
    check(user, current);
    String problem =
        current.equals(wanted)
            ? "That is the present password."
            : Passwords.problem(name, wanted).orElse("");
    String hash = problem.isEmpty() ? encoder.encode(wanted) : null;
    if (hash == null) {
      throw new UserRefusedException(problem.isEmpty() ? "This cannot be a password." : problem);
    }
    replace(user, hash);
  }

  private AdminUser find(String name) throws UserRefusedException {
    return users
        .find(name)
        .filter(found -> !found.disabled())
        .orElseThrow(() -> new UserRefusedException("You have no password here."));
  }

  private void check(AdminUser user, String password) throws UserRefusedException {
    if (!attempts.begin(user.name())) {
      throw new UserRefusedException(
          "Too many wrong passwords; try again in a quarter of an hour.");
    }
    if (!encoder.matches(password, user.passwordHash())) {
      attempts.failed(user.name());
      throw new UserRefusedException("The present password is another one.");
    }
    attempts.passed(user.name());
  }

  /** An admin may have changed the user while the passwords were hashed; that stays as it is. */
  private void replace(AdminUser checked, String hash) throws UserRefusedException {
    synchronized (users) {
      AdminUser now = find(checked.name());
      if (!now.passwordHash().equals(checked.passwordHash())) {
        throw new UserRefusedException("Your password was changed meanwhile.");
      }
      String name = now.name();
      users.put(new AdminUser(name, hash, now.role(), false, clock.instant(), name));
      deeds.record(new AdminDeed(clock.instant(), name, "user-password", name, "", ""));
    }
  }
}
