package org.trueopen.admin;

import java.time.Clock;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.SettingsView;

/** Settings in memory, with the version check of the real ones. */
public final class FakeSettings implements SettingsStore {

  private volatile SettingsView view = new SettingsView();
  private final Clock clock;

  public FakeSettings(Clock clock) {
    this.clock = clock;
  }

  @Override
  public SettingsView view() {
    return view;
  }

  @Override
  public synchronized Setting write(
      SettingKey key, SettingValue value, long expectedVersion, String changedBy)
      throws ChangedMeanwhileException {
    if (view.version(key) != expectedVersion) {
      throw new ChangedMeanwhileException("expected version " + expectedVersion);
    }
    SettingValue kept = view.find(key).map(before -> value.replacing(before.value())).orElse(value);
    Setting setting = new Setting(key, kept, expectedVersion + 1, clock.instant(), changedBy);
    view.apply(setting);
    return setting;
  }

  /** Forgets everything. */
  public void reset() {
    view = new SettingsView();
  }

  /** Writes whatever the version is, as another process would. */
  public void overwrite(SettingKey key, SettingValue value, String changedBy) {
    view.apply(new Setting(key, value, view.version(key) + 1, clock.instant(), changedBy));
  }
}
