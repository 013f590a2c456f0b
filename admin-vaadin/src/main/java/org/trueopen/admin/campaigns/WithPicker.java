package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;

/** Which campaign to compare with; the choice stands in the URL. */
final class WithPicker extends ComboBox<String> {

  private final String parameter;
  private Location location = new Location("");
  private String own = "";
  private String chosen = "";
  private List<String> offered = List.of();

  WithPicker(String parameter) {
    this.parameter = parameter;
    addClassName("with");
    setPlaceholder("Compare with");
    setAriaLabel("Compare with another campaign");
    setClearButtonVisible(true);
    addValueChangeListener(
        event -> {
          if (event.isFromClient()) {
            QueryParameters others = location.getQueryParameters().excluding(parameter);
            UI.getCurrent()
                .navigate(
                    location.getPath(),
                    event.getValue() == null
                        ? others
                        : others.merging(this.parameter, event.getValue()));
          }
        });
  }

  /** Where the page is, which campaign it shows, and beside which; empty for none. */
  void at(Location of, String name, String with) {
    location = of;
    own = name;
    chosen = with;
    offered = List.of();
  }

  /** The campaigns there are. */
  void offer(List<String> names) {
    List<String> others = new ArrayList<>(names);
    others.remove(own);
    if (!chosen.isEmpty() && !others.contains(chosen)) {
      others.addFirst(chosen);
    }
    // Items set anew would close the list somebody has open.
    if (!others.equals(offered)) {
      offered = others;
      setItems(others);
    }
    if (!chosen.equals(getValue() == null ? "" : getValue())) {
      setValue(chosen.isEmpty() ? null : chosen);
    }
  }
}
