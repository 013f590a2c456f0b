package org.trueopen.settings;

/** What a setting can hold. */
public sealed interface SettingValue
    permits TrackingSwitches, AccountPolicy, DomainPolicy, ApiKey, RuleSettings {}
