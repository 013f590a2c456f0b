package org.trueopen.admin.setup;

import java.util.Map;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/**
 * What is to change for many at once.
 *
 * @param values only what is to change; what is not in it stays as each has it
 */
record BulkChange(Map<Knob, Switch> values) {

  BulkChange {
    values = Map.copyOf(values);
  }

  TrackingSwitches over(TrackingSwitches before) {
    TrackingSwitches after = before;
    for (Map.Entry<Knob, Switch> value : values.entrySet()) {
      after = value.getKey().set(after, value.getValue());
    }
    return after;
  }
}
