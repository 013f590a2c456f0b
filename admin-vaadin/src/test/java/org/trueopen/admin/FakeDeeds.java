package org.trueopen.admin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.trueopen.admin.settings.Deeds;
import org.trueopen.log.AdminDeed;

/** Deeds in memory. */
public final class FakeDeeds implements Deeds {

  private final List<AdminDeed> deeds = new CopyOnWriteArrayList<>();

  @Override
  public void record(AdminDeed deed) {
    deeds.add(deed);
  }

  @Override
  public List<AdminDeed> all() {
    return List.copyOf(deeds);
  }

  public void reset() {
    deeds.clear();
  }
}
