package org.trueopen.admin.setup;

import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.id.AccountId;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.Level;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.TrackingSwitches;

/** The account's own switches: what holds wherever nothing more specific is set. */
@Service
@PreAuthorize("hasRole('ADMIN')")
class MessageTracker {

  private final SettingsStore settings;
  private final AccountId account;
  private final SettingKey key;

  MessageTracker(SettingsStore settings, AccountId account) {
    this.settings = settings;
    this.account = account;
    this.key = SettingKey.tracking(account, Level.ACCOUNT, account.value());
  }

  /** As it stands. */
  TrackerState state() {
    List<String> clickDomains =
        settings.view().all().stream()
            .filter(setting -> setting.key().account().equals(account))
            .filter(
                setting ->
                    setting.value() instanceof DomainPolicy domain
                        && domain.validated()
                        && domain.hasTrackingHost())
            .map(setting -> setting.key().name())
            .sorted()
            .toList();
    boolean killSwitch = settings.view().accountPolicy(account).killSwitch();
    Setting setting = settings.view().find(key).orElse(null);
    if (setting == null || !(setting.value() instanceof TrackingSwitches switches)) {
      return TrackerState.unset(clickDomains, killSwitch);
    }
    return new TrackerState(
        switches,
        setting.version(),
        setting.changedAt(),
        setting.changedBy(),
        clickDomains,
        killSwitch);
  }

  /**
   * Sets the switches.
   *
   * @param expectedVersion of the state the user has looked at
   * @throws ChangedMeanwhileException if somebody else was quicker; nothing was written
   */
  void save(TrackingSwitches switches, long expectedVersion, String user)
      throws ChangedMeanwhileException {
    settings.write(key, switches, expectedVersion, user);
  }
}
