package org.trueopen.admin.settings;

import java.util.List;
import org.trueopen.log.AdminDeed;

/** What was done in the admin that is no setting; part of the audit. */
public interface Deeds {

  /**
   * Keeps a deed for good.
   *
   * @throws org.trueopen.log.EventLogException if Kafka cannot be reached
   */
  void record(AdminDeed deed);

  /** The oldest first. */
  List<AdminDeed> all();
}
