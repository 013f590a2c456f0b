package org.trueopen.settings;

/**
 * The Message Tracker at one level.
 *
 * @param textLinks whether links in plain text are tracked as well, where clicks are
 */
public record TrackingSwitches(Switch opens, Switch clicks, Identity identity, Switch textLinks)
    implements SettingValue {

  /** Nothing set at this level. */
  public static final TrackingSwitches INHERIT_ALL =
      new TrackingSwitches(Switch.INHERIT, Switch.INHERIT);

  /** The two main switches, the rest inherited. */
  public TrackingSwitches(Switch opens, Switch clicks) {
    this(opens, clicks, Identity.INHERIT, Switch.INHERIT);
  }

  /** The same with other main switches. */
  public TrackingSwitches with(Switch newOpens, Switch newClicks) {
    return new TrackingSwitches(newOpens, newClicks, identity, textLinks);
  }
}
