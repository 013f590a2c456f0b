package org.trueopen.settings;

import java.util.Optional;

/** Who has opted out. Asked for every hit and every recipient, so it must not block. */
@FunctionalInterface
public interface OptOuts {

  /** Nobody has. */
  OptOuts NONE = recipientKey -> Optional.empty();

  /**
   * Whether a recipient has opted out.
   *
   * @param recipientKey {@link org.trueopen.id.KeyedHash#recipient}, which covers the account; 0
   *     stands for nobody
   */
  Optional<OptOut> find(long recipientKey);
}
