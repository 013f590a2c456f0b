package org.trueopen.admin.overview;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.trueopen.admin.report.Filter;
import org.trueopen.admin.report.FilterValues;

/** One field for each thing to filter by; what is chosen stands in the URL. */
public final class FilterBar extends Div {

  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("campaign", "Campaign");
    FIELDS.put("mailbox", "Mailbox");
    FIELDS.put("domain", "Sending domain");
    FIELDS.put("recipient", "Recipient domain");
    FIELDS.put("client", "Client");
  }

  private final Map<String, ComboBox<String>> boxes = new LinkedHashMap<>();
  private final Button clear = new Button("Clear filters");
  private Location location = new Location("");

  FilterBar() {
    addClassName("filters");
    getElement().setAttribute("role", "group");
    getElement().setAttribute("aria-label", "Filters");
    FIELDS.forEach(
        (parameter, name) -> {
          ComboBox<String> box = new ComboBox<>();
          box.setPlaceholder(name);
          box.setAriaLabel(name);
          box.setClearButtonVisible(true);
          box.addValueChangeListener(
              event -> {
                if (event.isFromClient()) {
                  choose(parameter, event.getValue());
                }
              });
          boxes.put(parameter, box);
          add(box);
        });
    clear.addThemeVariants(ButtonVariant.TERTIARY);
    clear.addClickListener(
        event ->
            UI.getCurrent()
                .navigate(
                    location.getPath(),
                    location
                        .getQueryParameters()
                        .excluding(FIELDS.keySet().toArray(String[]::new))));
    add(clear);
  }

  /** What a page's URL asks for. */
  public static Filter in(Location location) {
    Map<String, List<String>> all = location.getQueryParameters().getParameters();
    return new Filter(
        all.getOrDefault("domain", List.of()),
        all.getOrDefault("mailbox", List.of()),
        all.getOrDefault("campaign", List.of()),
        all.getOrDefault("recipient", List.of()),
        all.getOrDefault("client", List.of()));
  }

  /** Shows what is chosen, and what there is to choose from. */
  void show(Location of, FilterValues values) {
    location = of;
    Map<String, List<String>> chosen = of.getQueryParameters().getParameters();
    boxes.forEach(
        (parameter, box) -> {
          List<String> items = new ArrayList<>(values.of(parameter));
          List<String> now = chosen.getOrDefault(parameter, List.of());
          // A link may name what had no mail lately.
          now.stream().filter(value -> !items.contains(value)).forEach(items::addFirst);
          box.setItems(items);
          box.setValue(now.isEmpty() ? null : now.getFirst());
          box.setClassName("chosen", !now.isEmpty());
        });
    clear.setVisible(FIELDS.keySet().stream().anyMatch(chosen::containsKey));
  }

  private void choose(String parameter, String value) {
    QueryParameters others = location.getQueryParameters().excluding(parameter);
    UI.getCurrent()
        .navigate(location.getPath(), value == null ? others : others.merging(parameter, value));
  }
}
