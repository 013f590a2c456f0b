package org.trueopen.admin.setup;

import java.util.List;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingsView;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/**
 * What holds where a level says nothing, and who says it.
 *
 * @param value never {@link Switch#INHERIT}
 * @param from as {@code from the domain demo.example}
 */
record Inherited(Switch value, String from) {

  /**
   * Asks the wider levels.
   *
   * @param wider the nearest first
   */
  static Inherited of(Knob knob, List<SettingKey> wider, SettingsView settings) {
    for (SettingKey key : wider) {
      Setting setting = settings.find(key).orElse(null);
      if (setting != null
          && setting.value() instanceof TrackingSwitches switches
          && knob.of(switches) != Switch.INHERIT) {
        return new Inherited(knob.of(switches), source(key));
      }
    }
    return new Inherited(knob.byDefault(), "by default");
  }

  private static String source(SettingKey key) {
    return key.kind() == SettingKey.Kind.TRACKING_DOMAIN
        ? "from the domain " + key.name()
        : "from the account";
  }
}
