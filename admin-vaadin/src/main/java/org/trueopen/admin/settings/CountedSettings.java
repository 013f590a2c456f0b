package org.trueopen.admin.settings;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingValue;
import org.trueopen.settings.SettingsView;

/** Settings whose writes an operator sees counted, by what became of them. */
public final class CountedSettings implements SettingsStore {

  private final SettingsStore settings;
  private final Counter written;
  private final Counter stale;
  private final Counter failed;

  /**
   * @param settings are written to
   */
  public CountedSettings(SettingsStore settings, MeterRegistry meters) {
    this.settings = settings;
    this.written = counter(meters, "written");
    this.stale = counter(meters, "stale");
    this.failed = counter(meters, "failed");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("trueopen.admin.settings.writes")
        .description("Settings, API keys among them: written, refused as stale, or not taken")
        .tag("outcome", outcome)
        .register(meters);
  }

  @Override
  public SettingsView view() {
    return settings.view();
  }

  @Override
  public Setting write(SettingKey key, SettingValue value, long expectedVersion, String changedBy)
      throws ChangedMeanwhileException {
    try {
      Setting setting = settings.write(key, value, expectedVersion, changedBy);
      written.increment();
      return setting;
    } catch (ChangedMeanwhileException e) {
      stale.increment();
      throw e;
    } catch (RuntimeException e) {
      failed.increment();
      throw e;
    }
  }
}
