package org.trueopen.admin.api;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingsView;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/**
 * What holds at a level once those it inherits from are asked, before any gate. A campaign's mail
 * comes from mailboxes whose own settings, and their domains', go before the account's: those are
 * not known here.
 */
record EffectiveSwitches(From opens, From clicks, From identity, From textLinks) {

  /**
   * A value and where it comes from.
   *
   * @param decidedBy the level, or {@code DEFAULT}
   */
  record From(String value, String decidedBy, String name, @Nullable Instant since, String setBy) {}

  static EffectiveSwitches at(List<SettingKey> chain, SettingsView settings) {
    return new EffectiveSwitches(
        from(chain, settings, TrackingSwitches::opens, Switch.INHERIT, Switch.ON),
        from(chain, settings, TrackingSwitches::clicks, Switch.INHERIT, Switch.ON),
        from(chain, settings, TrackingSwitches::identity, Identity.INHERIT, Identity.IDENTIFIED),
        from(chain, settings, TrackingSwitches::textLinks, Switch.INHERIT, Switch.OFF));
  }

  private static <E extends Enum<E>> From from(
      List<SettingKey> chain,
      SettingsView settings,
      Function<TrackingSwitches, E> which,
      E inherit,
      E byDefault) {
    for (SettingKey key : chain) {
      Setting setting = settings.find(key).orElse(null);
      if (setting != null
          && setting.value() instanceof TrackingSwitches switches
          && which.apply(switches) != inherit) {
        return new From(
            Words.of(which.apply(switches)),
            key.kind().name().substring("TRACKING_".length()),
            SettingPath.name(key),
            setting.changedAt(),
            setting.changedBy());
      }
    }
    return new From(Words.of(byDefault), "DEFAULT", "", null, "");
  }
}
