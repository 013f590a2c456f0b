package org.trueopen.admin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trueopen.admin.settings.Users;
import org.trueopen.log.AdminUser;

/** Users in memory. */
public final class FakeUsers implements Users {

  private final Map<String, AdminUser> users = new ConcurrentHashMap<>();
  private boolean broken;

  @Override
  public Optional<AdminUser> find(String name) {
    return Optional.ofNullable(users.get(name));
  }

  @Override
  public boolean isEmpty() {
    return users.isEmpty();
  }

  @Override
  public List<AdminUser> all() {
    if (broken) {
      throw new IllegalStateException("a fault that nobody foresaw");
    }
    return users.values().stream().sorted(Comparator.comparing(AdminUser::name)).toList();
  }

  /** Forgets everybody. */
  public void reset() {
    users.clear();
    broken = false;
  }

  /** From now on, listing them fails as no page foresees. */
  public void breakDown() {
    broken = true;
  }

  @Override
  public void put(AdminUser user) {
    users.put(user.name(), user);
  }
}
