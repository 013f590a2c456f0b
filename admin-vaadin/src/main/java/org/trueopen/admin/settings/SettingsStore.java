package org.trueopen.admin.settings;

import org.trueopen.log.SettingsLog;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.SettingsView;

/**
 * What the admin needs of {@link SettingsLog}: reading, and writing with a check of the version.
 */
public interface SettingsStore {

  SettingsView view();

  /**
   * Changes a setting; when this returns, {@link #view} holds the new value.
   *
   * @param expectedVersion the version the writer has seen; 0 if the setting was never set
   * @throws ChangedMeanwhileException if it has another version by now; nothing was written
   * @throws org.trueopen.log.EventLogException if Kafka cannot be reached
   */
  Setting write(SettingKey key, SettingValue value, long expectedVersion, String changedBy)
      throws ChangedMeanwhileException;
}
