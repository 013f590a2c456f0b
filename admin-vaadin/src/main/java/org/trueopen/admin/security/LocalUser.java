package org.trueopen.admin.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.trueopen.log.AdminUser;

/** Who has logged in by a password, and as of which change of theirs. */
final class LocalUser extends User {

  private final Instant changedAt;

  LocalUser(AdminUser user) {
    super(
        user.name(),
        user.passwordHash(),
        !user.disabled(),
        true,
        true,
        true,
        List.of(new SimpleGrantedAuthority("ROLE_" + user.role().name())));
    this.changedAt = user.changedAt();
  }

  /** Whether nothing about the user has changed since they logged in. */
  boolean isStill(AdminUser user) {
    return !user.disabled() && user.changedAt().equals(changedAt);
  }

  // A session's user is the same user whatever has changed about them since.
  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
