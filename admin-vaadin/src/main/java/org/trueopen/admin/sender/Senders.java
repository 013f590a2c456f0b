package org.trueopen.admin.sender;

import org.trueopen.id.AccountId;

/** Which mailboxes and campaigns there are: those that have sent mail. */
@FunctionalInterface
public interface Senders {

  /**
   * Those of an account, the latest first.
   *
   * @throws org.trueopen.admin.report.ReportsUnavailableException if the store does not answer
   */
  KnownSenders known(AccountId account);
}
