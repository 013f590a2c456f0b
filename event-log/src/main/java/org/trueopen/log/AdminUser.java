package org.trueopen.log;

import java.time.Instant;

/**
 * Somebody who may log in to the admin.
 *
 * @param passwordHash as the password encoder wrote it, algorithm and salt included
 * @param disabled may not log in; kept so that the audit still names somebody
 * @param changedBy who made or changed the user last; empty where an earlier version did
 */
public record AdminUser(
    String name,
    String passwordHash,
    Role role,
    boolean disabled,
    Instant changedAt,
    String changedBy) {

  /** What a user may do. */
  public enum Role {
    ADMIN,
    ANALYST,
    VIEWER
  }

  /** A user who may log in. */
  public AdminUser(String name, String passwordHash, Role role, Instant changedAt) {
    this(name, passwordHash, role, false, changedAt, "");
  }

  public boolean isActiveAdmin() {
    return role == Role.ADMIN && !disabled;
  }

  @Override
  public String toString() {
    return "AdminUser[name=" + name + ", role=" + role + ", passwordHash=***]";
  }
}
