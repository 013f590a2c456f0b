package org.trueopen.settings;

/** The Message Tracker at one level. */
public record TrackingSwitches(Switch opens, Switch clicks) implements SettingValue {

  /** Nothing set at this level. */
  public static final TrackingSwitches INHERIT_BOTH =
      new TrackingSwitches(Switch.INHERIT, Switch.INHERIT);
}
