package org.trueopen.admin.settings;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;

/** What the admin needs of {@link org.trueopen.log.OptOutLog}. */
public interface OptOutStore {

  Optional<OptOut> find(long recipientKey);

  /** How many have opted out. */
  int size();

  /** Gives each recipient's key and opt-out once, in no order. */
  void forEach(BiConsumer<Long, OptOut> take);

  /**
   * Writes changes; when this returns, {@link #find} knows all of them.
   *
   * @throws org.trueopen.log.OptOutsFullException if there is no room for all; nothing was written
   * @throws org.trueopen.log.EventLogException if Kafka cannot be reached; some may be written
   */
  void write(Collection<OptOutChange> changes);
}
