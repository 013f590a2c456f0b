package org.trueopen.ingest.hit;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Hit;
import org.trueopen.id.AccountId;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.OptOuts;
import org.trueopen.settings.PrivacySignals;
import org.trueopen.settings.SettingsView;
import org.trueopen.token.Token;

/** The settings that reach mail already sent: with them a hit is answered but not recorded. */
public final class Withdrawals {

  private final SettingsView settings;
  private final OptOuts optOuts;

  public Withdrawals(SettingsView settings, OptOuts optOuts) {
    this.settings = settings;
    this.optOuts = optOuts;
  }

  /** Why a request must not be recorded; null if it may. */
  @Nullable Outcome find(Token token, HitRequest request) {
    return find(
        token.account(), token.recipientKey(), heeded -> PrivacyHeaders.refusal(heeded, request));
  }

  /** The same for a hit that was kept because the settings were not known when it came. */
  @Nullable Outcome find(Hit hit, long recipientKey) {
    return find(
        new AccountId(hit.account()),
        recipientKey,
        heeded -> PrivacyHeaders.refusal(heeded, hit.headers()));
  }

  private @Nullable Outcome find(
      AccountId account, long recipientKey, Function<PrivacySignals, @Nullable Outcome> signals) {
    AccountPolicy policy = settings.accountPolicy(account);
    if (policy.killSwitch()) {
      return Outcome.IGNORED_KILL_SWITCH;
    }
    if (optOuts.find(recipientKey).isPresent()) {
      return Outcome.IGNORED_OPTED_OUT;
    }
    return signals.apply(policy.privacySignals());
  }
}
