package org.trueopen.settings;

/** What a setting can hold. */
public sealed interface SettingValue
    permits TrackingSwitches, AccountPolicy, DomainPolicy, ApiKey, RuleSettings, WebhookSettings {

  /**
   * What is to be written when this value takes the place of another: mostly itself. Called by
   * whatever writes settings, so that no writer can forget what must outlive a change.
   */
  default SettingValue replacing(SettingValue before) {
    return this;
  }
}
