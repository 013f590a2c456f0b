package org.trueopen.admin.settings;

import java.util.List;
import java.util.Optional;
import org.trueopen.log.AdminUser;

/** What the admin needs of {@link org.trueopen.log.UserDirectory}. */
public interface Users {

  Optional<AdminUser> find(String name);

  boolean isEmpty();

  /** Disabled ones included, by name. */
  List<AdminUser> all();

  /** Adds or replaces a user; when this returns, {@link #find} holds it. */
  void put(AdminUser user);
}
