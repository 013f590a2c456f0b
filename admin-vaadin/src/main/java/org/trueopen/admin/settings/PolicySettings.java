package org.trueopen.admin.settings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.id.AccountId;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Level;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.TrackingSwitches;

/** The account's policy, and its default identity. */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class PolicySettings {

  private final SettingsStore settings;
  private final SettingKey policyKey;
  private final SettingKey switchesKey;

  PolicySettings(SettingsStore settings, AccountId account) {
    this.settings = settings;
    this.policyKey = SettingKey.policy(account);
    this.switchesKey = SettingKey.tracking(account, Level.ACCOUNT, account.value());
  }

  /**
   * As it stands; the versions are what a change must name.
   *
   * @param changedAt of the policy; null if nobody ever set it
   */
  public record State(
      AccountPolicy policy,
      long policyVersion,
      @Nullable Instant changedAt,
      String changedBy,
      TrackingSwitches switches,
      long switchesVersion) {

    public boolean anonymous() {
      return switches.identity() == Identity.ANONYMOUS;
    }
  }

  public State state() {
    Setting policy = settings.view().find(policyKey).orElse(null);
    Setting switches = settings.view().find(switchesKey).orElse(null);
    return new State(
        policy != null && policy.value() instanceof AccountPolicy found
            ? found
            : AccountPolicy.DEFAULT,
        policy == null ? 0 : policy.version(),
        policy == null ? null : policy.changedAt(),
        policy == null ? "" : policy.changedBy(),
        switches != null && switches.value() instanceof TrackingSwitches found
            ? found
            : TrackingSwitches.INHERIT_ALL,
        switches == null ? 0 : switches.version());
  }

  public void setPolicy(State seen, AccountPolicy policy, String user)
      throws ChangedMeanwhileException {
    settings.write(policyKey, policy, seen.policyVersion(), user);
  }

  /** For mail sent from now on that no domain, mailbox, campaign or message says otherwise for. */
  public void setAnonymous(State seen, boolean anonymous, String user)
      throws ChangedMeanwhileException {
    TrackingSwitches before = seen.switches();
    settings.write(
        switchesKey,
        new TrackingSwitches(
            before.opens(),
            before.clicks(),
            anonymous ? Identity.ANONYMOUS : Identity.IDENTIFIED,
            before.textLinks()),
        seen.switchesVersion(),
        user);
  }
}
