package org.trueopen.admin.setup;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** The four choices of one thing: inherit, on or off. */
final class SwitchesForm extends Div {

  private final Map<Knob, RadioButtonGroup<Switch>> groups = new EnumMap<>(Knob.class);
  private TrackingSwitches base = TrackingSwitches.INHERIT_ALL;

  /**
   * @param onChange runs when the user, or {@link #show}, has changed something
   */
  SwitchesForm(Runnable onChange) {
    addClassName("knobs");
    for (Knob knob : Knob.values()) {
      RadioButtonGroup<Switch> group = new RadioButtonGroup<>(knob.label());
      group.setId("level-" + knob.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      group.setItems(Switch.INHERIT, Switch.ON, Switch.OFF);
      group.setValue(Switch.INHERIT);
      group.addValueChangeListener(event -> onChange.run());
      groups.put(knob, group);
      add(group);
    }
  }

  /** Shows a state's own switches, with what each would inherit. */
  void show(LevelState state) {
    relabel(state);
    base = state.switches();
    groups.forEach((knob, group) -> group.setValue(knob.of(state.switches())));
  }

  /** What is inherited has changed; the choices stay. */
  void relabel(LevelState state) {
    groups.forEach(
        (knob, group) ->
            group.setItemLabelGenerator(value -> LevelWords.choice(knob, value, state)));
  }

  TrackingSwitches chosen() {
    TrackingSwitches chosen = base;
    for (Map.Entry<Knob, RadioButtonGroup<Switch>> group : groups.entrySet()) {
      chosen = group.getKey().set(chosen, group.getValue().getValue());
    }
    return chosen;
  }
}
