package org.trueopen.admin.api;

import org.trueopen.id.AccountId;

/** Who calls the API, as its key says. */
public record ApiCaller(AccountId account, String keyName) {

  /** As it stands in the audit. */
  String changedBy() {
    return "key " + keyName;
  }
}
