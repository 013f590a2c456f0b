package org.trueopen.admin.setup;

import org.trueopen.settings.Identity;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** What somebody has chosen on the page, before or after it is saved. */
record TrackerChoice(boolean opens, boolean clicks, boolean anonymous, boolean textLinks) {

  /**
   * The switches to save: the two main ones as they were chosen, the other two only where the
   * choice differs from what holds, so that what was left to the default stays so.
   */
  TrackingSwitches over(TrackerState state) {
    TrackingSwitches before = state.switches();
    return new TrackingSwitches(
        onOff(opens),
        onOff(clicks),
        anonymous == state.isAnonymous()
            ? before.identity()
            : anonymous ? Identity.ANONYMOUS : Identity.IDENTIFIED,
        textLinks == state.tracksTextLinks() ? before.textLinks() : onOff(textLinks));
  }

  private static Switch onOff(boolean on) {
    return on ? Switch.ON : Switch.OFF;
  }
}
