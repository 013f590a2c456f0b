package org.trueopen.admin.rulelab;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.trueopen.admin.ui.Html;
import org.trueopen.settings.ListEntry;
import org.trueopen.verdict.ListChecks;

/** Asks for an entry of the signal lists, with all that an entry says of itself but its date. */
final class ListEntryForm extends Div {

  private static final int DEFAULT_CERTAINTY = 85;

  private final Select<String> match = new Select<>();
  private final TextField pattern = new TextField("Network");
  private final TextField name = new TextField("Name");
  private final Select<String> verdict = new Select<>();
  private final Select<String> scope = new Select<>();
  private final IntegerField certainty = new IntegerField("Sure");
  private final TextField source = new TextField("Source");

  /** By the names of {@link ListEntry}'s fields. */
  private final Map<String, HasValidation> fields = new LinkedHashMap<>();

  private final transient Supplier<LocalDate> today;
  private final transient Consumer<ListEntry> added;

  /**
   * @param added hears of entries in which nothing is wrong
   */
  ListEntryForm(Supplier<LocalDate> today, Consumer<ListEntry> added) {
    this.today = today;
    this.added = added;
    addClassName("list-entry-form");
    prepareChoices();
    pattern.setPlaceholder("203.0.113.0/24");
    name.setPlaceholder("acme-gateway");
    source.setPlaceholder("Where it was learned");
    certainty.setSuffixComponent(new Span("%"));
    certainty.setValue(DEFAULT_CERTAINTY);
    pattern.setId("list-pattern");
    name.setId("list-name");
    certainty.setId("list-certainty");
    source.setId("list-source");
    fields.putAll(Map.of("match", match, "pattern", pattern, "name", name, "verdict", verdict));
    fields.putAll(Map.of("scope", scope, "certainty", certainty, "source", source));
    Button add = new Button("Add entry", event -> add());
    add.setId("list-add");
    add(
        Html.block("list-entry-row", match, pattern),
        Html.block("list-entry-row", verdict, scope),
        Html.block("list-entry-row", name, certainty),
        source,
        add);
  }

  private void prepareChoices() {
    match.setLabel("Matches");
    match.setId("list-match");
    match.setItems(ListChecks.MATCHES);
    match.setItemLabelGenerator(ListEntryWords::match);
    match.setValue(ListChecks.NETWORK);
    match.addValueChangeListener(event -> showMatch(event.getValue()));
    verdict.setLabel("Says");
    verdict.setId("list-verdict");
    verdict.setItemLabelGenerator(ListEntryWords::verdict);
    showMatch(ListChecks.NETWORK);
    scope.setLabel("Speaks of");
    scope.setItems(ListChecks.SCOPES);
    scope.setItemLabelGenerator(ListEntryWords::scope);
    scope.setValue(ListChecks.SCOPES.getFirst());
  }

  private void showMatch(String chosen) {
    boolean network = chosen.equals(ListChecks.NETWORK);
    pattern.setLabel(network ? "Network" : "User agent");
    pattern.setPlaceholder(network ? "203.0.113.0/24" : "AcmeScan/");
    verdict.setItems(
        network
            ? Stream.concat(ListChecks.VERDICTS.stream(), Stream.of(ListChecks.BACKS_UP)).toList()
            : ListChecks.VERDICTS);
    verdict.setValue("SECURITY_SCANNER");
  }

  private void add() {
    ListEntry entry =
        new ListEntry(
            match.getValue(),
            pattern.getValue().strip(),
            name.getValue().strip(),
            Objects.requireNonNullElse(verdict.getValue(), ""),
            scope.getValue(),
            Objects.requireNonNullElse(certainty.getValue(), 0),
            source.getValue().strip(),
            today.get().toString());
    List<String> problems = ListChecks.problems(entry);
    fields.forEach((field, shown) -> mark(shown, field + ": ", problems));
    if (problems.isEmpty()) {
      pattern.clear();
      added.accept(entry);
    }
  }

  private static void mark(HasValidation field, String prefix, List<String> problems) {
    String problem =
        problems.stream()
            .filter(each -> each.startsWith(prefix))
            .findFirst()
            .map(each -> each.substring(prefix.length()))
            .orElse("");
    field.setErrorMessage(
        problem.isEmpty()
            ? ""
            : problem.substring(0, 1).toUpperCase(Locale.ROOT) + problem.substring(1));
    field.setInvalid(!problem.isEmpty());
  }
}
