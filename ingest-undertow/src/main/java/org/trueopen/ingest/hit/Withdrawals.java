package org.trueopen.ingest.hit;

import org.jspecify.annotations.Nullable;
import org.trueopen.id.AccountId;
import org.trueopen.settings.OptOuts;
import org.trueopen.settings.SettingsView;

/** The settings that reach mail already sent: with them a hit is answered but not recorded. */
public final class Withdrawals {

  private final SettingsView settings;
  private final OptOuts optOuts;

  public Withdrawals(SettingsView settings, OptOuts optOuts) {
    this.settings = settings;
    this.optOuts = optOuts;
  }

  /** Why a hit must not be recorded; null if it may. */
  @Nullable Outcome find(AccountId account, long recipientKey) {
    if (settings.accountPolicy(account).killSwitch()) {
      return Outcome.IGNORED_KILL_SWITCH;
    }
    return optOuts.find(recipientKey).isPresent() ? Outcome.IGNORED_OPTED_OUT : null;
  }
}
