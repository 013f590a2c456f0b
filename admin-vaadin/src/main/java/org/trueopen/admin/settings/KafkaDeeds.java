package org.trueopen.admin.settings;

import java.util.List;
import org.trueopen.log.AdminDeed;
import org.trueopen.log.UserDirectory;

/** Deeds in the topic that holds the users. */
public final class KafkaDeeds implements Deeds {

  private final UserDirectory directory;

  public KafkaDeeds(UserDirectory directory) {
    this.directory = directory;
  }

  @Override
  public void record(AdminDeed deed) {
    directory.record(deed);
  }

  @Override
  public List<AdminDeed> all() {
    return directory.deeds();
  }
}
