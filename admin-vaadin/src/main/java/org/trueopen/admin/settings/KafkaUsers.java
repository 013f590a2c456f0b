package org.trueopen.admin.settings;

import java.util.List;
import java.util.Optional;
import org.trueopen.log.AdminUser;
import org.trueopen.log.UserDirectory;

/** The users in Kafka's compacted topic. */
public final class KafkaUsers implements Users {

  private final UserDirectory directory;

  public KafkaUsers(UserDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Optional<AdminUser> find(String name) {
    return directory.find(name);
  }

  @Override
  public boolean isEmpty() {
    return directory.isEmpty();
  }

  @Override
  public List<AdminUser> all() {
    return directory.all();
  }

  @Override
  public void put(AdminUser user) {
    directory.put(user);
  }
}
