package org.trueopen.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.Csv;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.settings.Level;
import org.trueopen.settings.Switch;

/** The list of a level's things, each with what it says itself and what it inherits. */
final class LevelsPanel extends Div {

  /** So many rows are shown as they are; more scroll within the list. */
  private static final int FEW = 8;

  private final transient LevelTracker tracker;
  private final Level level;
  private final String user;
  private final Grid<LevelState> grid = new Grid<>();
  private final TextField search = new TextField();
  private final Checkbox onlyOwn = new Checkbox("Only those with values of their own");
  private final TextField name = new TextField();
  private final Div empty = Html.block("empty");
  private final Div count = Html.text("quiet", "");
  private final Notice partial = new Notice(Notice.Kind.WARNING);
  private transient Viewer viewer = new Viewer(ZoneOffset.UTC);
  private transient List<LevelState> states = List.of();
  private boolean complete = true;

  LevelsPanel(LevelTracker tracker, Level level, String user, String intro, Component... more) {
    this.tracker = tracker;
    this.level = level;
    this.user = user;
    addClassNames("panel", "levels");
    add(new H2("Message Tracker by " + LevelNames.noun(level)), Html.text("quiet", intro));
    add(partial, toolbar(more), grid, empty, count);
    prepareGrid();
  }

  private Div toolbar(Component... more) {
    search.setPlaceholder("Search");
    search.setAriaLabel("Search the list");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(event -> show());
    onlyOwn.addValueChangeListener(event -> show());
    name.setPlaceholder(LevelNames.example(level));
    name.setAriaLabel("Name of a " + LevelNames.noun(level));
    name.setId("level-name");
    Button open = new Button("Set for another");
    open.setId("level-open");
    open.addClickListener(event -> openNamed());
    CsvLink csv =
        new CsvLink("Message Tracker by " + LevelNames.noun(level))
            .to("message-tracker-" + level.name().toLowerCase(Locale.ROOT), this::csv);
    Div tools = Html.block("toolbar", search, onlyOwn, Html.block("add-one", name, open));
    tools.add(more);
    tools.add(csv);
    return tools;
  }

  private void prepareGrid() {
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.addClassName("level-grid");
    grid.addComponentColumn(this::nameCell)
        .setHeader(capital(LevelNames.noun(level)))
        .setFlexGrow(1);
    grid.addComponentColumn(LevelsPanel::valuesCell).setHeader("Says").setFlexGrow(2);
    if (level == Level.MAILBOX) {
      grid.setSelectionMode(Grid.SelectionMode.MULTI);
    } else {
      grid.setSelectionMode(Grid.SelectionMode.NONE);
    }
  }

  private Component nameCell(LevelState state) {
    Button open = new Button(state.name(), event -> edit(state.name()));
    open.addThemeVariants(ButtonVariant.TERTIARY);
    open.addClassName("row-name");
    return Html.block("message-cell", open, new Span(LevelWords.changed(state, viewer)));
  }

  private static Component valuesCell(LevelState state) {
    Div chips = Html.block("chips");
    for (Knob knob : Knob.values()) {
      Switch own = knob.of(state.switches());
      if (own != Switch.INHERIT) {
        chips.add(
            new Chip(
                own == Switch.ON ? Chip.Kind.ON : Chip.Kind.OFF,
                knob.label() + ": " + knob.word(own)));
      }
    }
    Inherited opens = state.inherited(Knob.OPENS);
    if (!state.overridesAnything()) {
      chips.add(
          Html.inline(
              "quiet",
              "Inherits everything; open tracking "
                  + Knob.OPENS.word(opens.value())
                  + ", "
                  + opens.from()));
    }
    return chips;
  }

  /** Reads the list anew. */
  void refresh(Viewer newViewer) {
    viewer = newViewer;
    LevelTracker.Listing listing = tracker.list(level);
    states = listing.states();
    complete = listing.complete();
    if (complete) {
      partial.hush();
    } else {
      partial.say(
          "This list may not be complete: the report store does not answer, or there are more than"
              + " can be listed. Whatever is not listed can be set by its name.");
    }
    show();
  }

  private void show() {
    String wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
    List<LevelState> found =
        states.stream()
            .filter(state -> state.name().toLowerCase(Locale.ROOT).contains(wanted))
            .filter(state -> !onlyOwn.getValue() || state.overridesAnything())
            .toList();
    grid.setItems(found);
    grid.setAllRowsVisible(found.size() <= FEW);
    grid.setVisible(!found.isEmpty());
    empty.setVisible(found.isEmpty());
    empty.setText(emptyWords());
    long own = states.stream().filter(LevelState::overridesAnything).count();
    count.setText(
        "%s known, %s with values of their own."
            .formatted(Words.number(states.size()), Words.number(own)));
  }

  private String emptyWords() {
    String noun = LevelNames.noun(level);
    if (!states.isEmpty()) {
      return "Nothing here matches.";
    }
    return complete
        ? "No %s has sent mail or was set yet. Set one by its name above.".formatted(noun)
        : "The report store does not answer, so no %s is known. Set one by its name above."
            .formatted(noun);
  }

  private Csv csv() {
    List<String> columns = new ArrayList<>(List.of("name"));
    for (Knob knob : Knob.values()) {
      String column = knob.name().toLowerCase(Locale.ROOT);
      columns.addAll(List.of(column + "_own", column + "_inherited", column + "_inherited_from"));
    }
    Csv csv = new Csv(columns.toArray(String[]::new));
    for (LevelState state : states) {
      List<Object> row = new ArrayList<>(List.of(state.name()));
      for (Knob knob : Knob.values()) {
        Inherited inherited = state.inherited(knob);
        row.add(word(knob, knob.of(state.switches())));
        row.add(word(knob, inherited.value()));
        row.add(inherited.from());
      }
      csv.row(row.toArray());
    }
    return csv;
  }

  private static String word(Knob knob, Switch value) {
    return knob.word(value).toLowerCase(Locale.ROOT);
  }

  private void openNamed() {
    LevelNames.parse(level, name.getValue())
        .ifPresentOrElse(
            parsed -> {
              name.setInvalid(false);
              name.clear();
              edit(parsed);
            },
            () -> {
              name.setInvalid(true);
              name.setErrorMessage("Expected a name such as " + LevelNames.example(level));
            });
  }

  private void edit(String which) {
    new LevelEditor(tracker, tracker.state(level, which), viewer, user, () -> refresh(viewer))
        .open();
  }

  /** The names of the rows that are marked. */
  Set<String> selected() {
    return grid.getSelectedItems().stream().map(LevelState::name).collect(Collectors.toSet());
  }

  Viewer viewer() {
    return viewer;
  }

  private static String capital(String noun) {
    return Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
  }
}
