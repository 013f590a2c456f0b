package org.trueopen.admin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trueopen.admin.settings.Users;
import org.trueopen.log.AdminUser;

/** Users in memory. */
public final class FakeUsers implements Users {

  private final Map<String, AdminUser> users = new ConcurrentHashMap<>();

  @Override
  public Optional<AdminUser> find(String name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public boolean isEmpty() {
    return users.isEmpty();
  }

  @Override
  public void put(AdminUser user) {
    users.put(user.name(), user);
  }
}
