package org.trueopen.settings;

import java.time.Instant;
import org.trueopen.id.AccountId;

/**
 * A recipient opted out, or back in. Topic {@code opt-outs}, which holds the last one of each
 * recipient.
 *
 * @param recipientKey the recipient's keyed hash; the address itself is not kept
 * @param changedBy who did it: a user, a key's name, or {@code recipient}
 */
public record OptOutChange(
    AccountId account,
    long recipientKey,
    boolean optedOut,
    Instant at,
    OptOut.Source source,
    String changedBy) {

  public OptOutChange {
    if (recipientKey == 0) {
      throw new IllegalArgumentException("opt-out: expected a recipient's key, found 0");
    }
  }
}
