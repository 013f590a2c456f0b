package org.trueopen.log;

import java.time.Instant;

/**
 * Somebody who may log in to the admin.
 *
 * @param passwordHash as the password encoder wrote it, algorithm and salt included
 */
public record AdminUser(String name, String passwordHash, Role role, Instant changedAt) {

  /** What a user may do. */
  public enum Role {
    ADMIN,
    ANALYST,
    VIEWER
  }

  @Override
  public String toString() {
    return "AdminUser[name=" + name + ", role=" + role + ", passwordHash=***]";
  }
}
