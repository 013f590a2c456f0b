package org.trueopen.admin.settings;

import org.trueopen.log.SettingsLog;
import org.trueopen.log.StaleSettingException;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.SettingsView;

/** The settings in Kafka's compacted topic. */
public final class KafkaSettings implements SettingsStore {

  private final SettingsLog log;

  public KafkaSettings(SettingsLog log) {
    this.log = log;
  }

  @Override
  public SettingsView view() {
    return log.view();
  }

  @Override
  public Setting write(SettingKey key, SettingValue value, long expectedVersion, String changedBy)
      throws ChangedMeanwhileException {
    try {
      return log.write(key, value, expectedVersion, changedBy);
    } catch (StaleSettingException e) {
      throw new ChangedMeanwhileException("setting " + key.text() + ": " + e.getMessage());
    }
  }
}
