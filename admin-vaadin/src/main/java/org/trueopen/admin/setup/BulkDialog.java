package org.trueopen.admin.setup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trueopen.admin.ui.Csv;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.settings.Level;
import org.trueopen.settings.Switch;

/** Sets many mailboxes at once, from the marked rows or a pasted list, and reports line by line. */
final class BulkDialog extends Dialog {

  private final transient BulkTracker bulk;
  private final String user;
  private final transient Runnable onChanged;
  private final TextArea list = new TextArea("Mailboxes, one a line");
  private final Map<Knob, Select<Switch>> choices = new EnumMap<>(Knob.class);
  private final Notice result = new Notice(Notice.Kind.INFO);
  private final Notice nothing = new Notice(Notice.Kind.WARNING);
  private final Grid<BulkReport.Problem> problems = new Grid<>();
  private final CsvLink csv = new CsvLink("Lines that were not applied");
  private final Button apply = new Button("Apply");

  BulkDialog(BulkTracker bulk, Collection<String> marked, String user, Runnable onChanged) {
    this.bulk = bulk;
    this.user = user;
    this.onChanged = onChanged;
    setHeaderTitle("Set many mailboxes");
    setWidth("min(640px, 100vw)");
    addClassName("editor");
    list.setId("bulk-list");
    list.setWidthFull();
    list.setMinRows(5);
    list.setMaxRows(10);
    list.setHelperText("Up to " + BulkTracker.MAX_LINES + " at once. Blank lines are skipped.");
    list.setValue(String.join("\n", marked.stream().sorted().toList()));
    Div selects = Html.block("bulk-choices");
    for (Knob knob : Knob.values()) {
      selects.add(select(knob));
    }
    prepareProblems();
    apply.setId("bulk-apply");
    apply.addThemeVariants(ButtonVariant.PRIMARY);
    apply.setDisableOnClick(true);
    apply.addClickListener(event -> apply());
    Button close = new Button("Close", event -> close());
    close.addThemeVariants(ButtonVariant.TERTIARY);
    csv.setText("CSV of these lines");
    add(list, selects, nothing, result, problems, csv);
    getFooter().add(close, apply);
  }

  private Select<Switch> select(Knob knob) {
    Select<Switch> select = new Select<>();
    select.setLabel(knob.label());
    select.setId("bulk-" + knob.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    select.setItems(Switch.ON, Switch.OFF, Switch.INHERIT);
    select.setItemLabelGenerator(value -> value == null ? "Leave as it is" : knob.word(value));
    select.setEmptySelectionAllowed(true);
    select.setEmptySelectionCaption("Leave as it is");
    choices.put(knob, select);
    return select;
  }

  private void prepareProblems() {
    problems.addColumn(BulkReport.Problem::line).setHeader("Line").setWidth("70px").setFlexGrow(0);
    problems.addColumn(BulkReport.Problem::text).setHeader("Found");
    problems.addColumn(BulkReport.Problem::why).setHeader("What is wrong");
    problems.setAllRowsVisible(true);
    problems.setVisible(false);
    csv.setVisible(false);
  }

  private void apply() {
    Map<Knob, Switch> values = new EnumMap<>(Knob.class);
    choices.forEach(
        (knob, select) -> {
          Switch value = select.getValue();
          if (value != null) {
            values.put(knob, value);
          }
        });
    List<String> lines = list.getValue().lines().toList();
    apply.setEnabled(true);
    if (values.isEmpty() || lines.stream().allMatch(String::isBlank)) {
      nothing.say(
          values.isEmpty()
              ? "Choose at least one value to set."
              : "Name at least one mailbox, one a line.");
      return;
    }
    nothing.hush();
    BulkReport report = bulk.apply(Level.MAILBOX, lines, new BulkChange(values), user);
    result.say(report.summary() + " Changes hold for mail sent from now on.");
    problems.setItems(report.problems());
    problems.setVisible(!report.problems().isEmpty());
    csv.to("mailboxes-not-set", () -> csv(report.problems()));
    csv.setVisible(!report.problems().isEmpty());
    onChanged.run();
  }

  private static Csv csv(List<BulkReport.Problem> problems) {
    Csv csv = new Csv("line", "found", "what_is_wrong");
    problems.forEach(each -> csv.row(each.line(), each.text(), each.why()));
    return csv;
  }
}
