package org.trueopen.admin.settings;

import java.util.Collection;
import java.util.Optional;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;

/** What the admin needs of {@link org.trueopen.log.OptOutLog}. */
public interface OptOutStore {

  Optional<OptOut> find(long recipientKey);

  /**
   * Writes changes; when this returns, {@link #find} knows all of them.
   *
   * @throws org.trueopen.log.OptOutsFullException if there is no room for all; nothing was written
   * @throws org.trueopen.log.EventLogException if Kafka cannot be reached; some may be written
   */
  void write(Collection<OptOutChange> changes);
}
