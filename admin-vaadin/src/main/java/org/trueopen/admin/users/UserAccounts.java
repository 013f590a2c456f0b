package org.trueopen.admin.users;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.admin.settings.Users;
import org.trueopen.log.AdminDeed;
import org.trueopen.log.AdminUser;

/**
 * The users: added, disabled, given roles and passwords; never without an active admin. Users are
 * disabled and not removed, so that nobody else comes by a name that stands in the audit.
 *
 * <p>Whoever reads a user in order to write it back holds the monitor of {@link Users}, here and in
 * {@link OwnPassword}, so that no change undoes another.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
class UserAccounts {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,59}");
  private static final int MAX_USERS = 1000;

  private final Users users;
  private final Deeds deeds;
  private final PasswordEncoder encoder;
  private final LoginAttempts attempts;
  private final Clock clock;

  UserAccounts(
      Users users, Deeds deeds, PasswordEncoder encoder, LoginAttempts attempts, Clock clock) {
    this.users = users;
    this.deeds = deeds;
    this.encoder = encoder;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * A user as listed.
   *
   * @param lockedUntil null unless too many wrong passwords were tried
   */
  record Listed(
      String name,
      AdminUser.Role role,
      boolean disabled,
      @Nullable Instant lockedUntil,
      Instant changedAt,
      String changedBy) {}

  List<Listed> list() {
    return users.all().stream()
        .map(
            user ->
                new Listed(
                    user.name(),
                    user.role(),
                    user.disabled(),
                    attempts.lockedUntil(user.name()).orElse(null),
                    user.changedAt(),
                    user.changedBy()))
        .toList();
  }

  void add(String name, String password, AdminUser.Role role, String by)
      throws UserRefusedException {
    if (!NAME.matcher(name).matches()) {
      throw new UserRefusedException(
          "A user's name has 2 to 60 of a-z, 0-9 and . _ @ -, as ada or ada@acme.example.");
    }
    String hash = hash(name, password);
    synchronized (users) {
      if (users.find(name).isPresent()) {
        throw new UserRefusedException("There is a user of that name already.");
      }
      if (users.all().size() >= MAX_USERS) {
        throw new UserRefusedException("There are " + MAX_USERS + " users, the most there may be.");
      }
      users.put(new AdminUser(name, hash, role, false, clock.instant(), by));
      record(by, "user-added", name, "", role.name());
    }
  }

  void setRole(String name, AdminUser.Role role, String by) throws UserRefusedException {
    synchronized (users) {
      AdminUser user = find(name);
      if (user.role() == role) {
        return;
      }
      keepAnAdmin(user, role == AdminUser.Role.ADMIN);
      users.put(
          new AdminUser(name, user.passwordHash(), role, user.disabled(), clock.instant(), by));
      record(by, "user-role", name, user.role().name(), role.name());
    }
  }

  void setDisabled(String name, boolean disabled, String by) throws UserRefusedException {
    synchronized (users) {
      AdminUser user = find(name);
      if (user.disabled() == disabled) {
        return;
      }
      keepAnAdmin(user, !disabled);
      users.put(
          new AdminUser(name, user.passwordHash(), user.role(), disabled, clock.instant(), by));
      record(by, disabled ? "user-disabled" : "user-enabled", name, "", "");
    }
  }

  /** Somebody has forgotten theirs. */
  void setPassword(String name, String password, String by) throws UserRefusedException {
    String hash = hash(name, password);
    synchronized (users) {
      AdminUser user = find(name);
      users.put(new AdminUser(name, hash, user.role(), user.disabled(), clock.instant(), by));
      attempts.forget(name);
      record(by, "user-password", name, "", "");
    }
  }

  /** Lets somebody in again who was kept out by wrong passwords. */
  void unlock(String name) {
    attempts.forget(name);
  }

  private void keepAnAdmin(AdminUser user, boolean staysAdmin) throws UserRefusedException {
    boolean another =
        users.all().stream()
            .anyMatch(other -> other.isActiveAdmin() && !other.name().equals(user.name()));
    if (user.isActiveAdmin() && !staysAdmin && !another) {
      throw new UserRefusedException(
          "This is the last admin. Make somebody else one first, or nobody could change anything.");
    }
  }

  private AdminUser find(String name) throws UserRefusedException {
    return users
        .find(name)
        .orElseThrow(() -> new UserRefusedException("There is no user of that name."));
  }

  private String hash(String name, String password) throws UserRefusedException {
    String problem = Passwords.problem(name, password).orElse(null);
    String hash = problem == null ? encoder.encode(password) : null;
    if (hash == null) {
      throw new UserRefusedException(problem == null ? "This cannot be a password." : problem);
    }
    return hash;
  }

  private void record(String by, String what, String name, String before, String after) {
    deeds.record(new AdminDeed(clock.instant(), by, what, name, before, after));
  }
}
