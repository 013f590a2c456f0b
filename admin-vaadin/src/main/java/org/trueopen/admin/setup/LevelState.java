package org.trueopen.admin.setup;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.Level;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/**
 * A domain's, mailbox's or campaign's own switches, and what they inherit.
 *
 * @param version 0 if nobody ever set them
 * @param changedAt null if nobody ever did
 */
record LevelState(
    Level level,
    String name,
    TrackingSwitches switches,
    long version,
    @Nullable Instant changedAt,
    String changedBy,
    Map<Knob, Inherited> inherited) {

  LevelState {
    inherited = Map.copyOf(inherited);
  }

  Inherited inherited(Knob knob) {
    Inherited found = inherited.get(knob);
    return found == null ? new Inherited(knob.byDefault(), "by default") : found;
  }

  /** What holds with these switches, be they saved or not; never {@link Switch#INHERIT}. */
  Switch effective(Knob knob, TrackingSwitches chosen) {
    Switch own = knob.of(chosen);
    return own == Switch.INHERIT ? inherited(knob).value() : own;
  }

  boolean overridesAnything() {
    return !switches.equals(TrackingSwitches.INHERIT_ALL);
  }
}
