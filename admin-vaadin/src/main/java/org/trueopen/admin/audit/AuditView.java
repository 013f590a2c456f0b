package org.trueopen.admin.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.Csv;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Viewer;

/** The audit; what is looked for stands in the URL. */
@Route("audit")
@PageTitle("Audit | TrueOpen")
@RolesAllowed("ADMIN")
final class AuditView extends Div implements BeforeEnterObserver {

  private static final int SHOWN = 500;
  private static final int EXPORTED = 100_000;

  /** Nothing was changed before, and ClickHouse's DateTime64 holds both. */
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

  private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

  private final transient AuditTrail trail;
  private final TextField search = new TextField();
  private final Select<String> what = new Select<>();
  private final DatePicker from = new DatePicker();
  private final DatePicker to = new DatePicker();
  private final Grid<AuditEntry> grid = new Grid<>();
  private final Div empty = Html.block("empty");
  private final Notice partial = new Notice(Notice.Kind.WARNING);
  private final Div more = Html.text("quiet", "");
  private transient Viewer viewer = new Viewer(ZoneOffset.UTC);
  private boolean filling;

  AuditView(AuditTrail trail) {
    this.trail = trail;
    addClassNames("page", "page-full");
    Anchor export =
        new Anchor(
            Csv.download(
                "trueopen-audit.csv", () -> csvOf(trail.find(filter(), EXPORTED).entries())),
            "Export as CSV");
    export.setId("audit-export");
    export.addClassName("button-link");
    add(
        Html.block(
            "page-head",
            Html.block(
                "page-titles",
                new H1("Audit"),
                Html.inline("quiet", "Who changed what, when, from what to what.")),
            export),
        toolbar(),
        partial,
        grid,
        empty,
        more);
    grid.addClassNames("message-grid", "audit-grid");
    grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.addComponentColumn(this::whoCell).setHeader("When and who").setFlexGrow(1);
    grid.addComponentColumn(AuditView::whatCell).setHeader("What").setFlexGrow(2);
  }

  private Div toolbar() {
    search.setPlaceholder("Who, mailbox, domain, campaign");
    search.setAriaLabel("Search who and what");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    what.setItems(AuditWords.kinds().keySet());
    what.setItemLabelGenerator(kind -> kind == null ? "Every kind" : AuditWords.kind(kind));
    what.setEmptySelectionAllowed(true);
    what.setEmptySelectionCaption("Every kind");
    what.setAriaLabel("Kind of change");
    for (DatePicker day : List.of(from, to)) {
      day.setMin(EARLIEST);
      day.setMax(LATEST);
    }
    from.setPlaceholder("From");
    from.setAriaLabel("From this day on");
    to.setPlaceholder("To");
    to.setAriaLabel("To this day");
    search.addValueChangeListener(event -> toUrl());
    what.addValueChangeListener(event -> toUrl());
    from.addValueChangeListener(event -> toUrl());
    to.addValueChangeListener(event -> toUrl());
    return Html.block("toolbar", search, what, from, to);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    viewer = Viewer.of(event.getUI());
    QueryParameters query = event.getLocation().getQueryParameters();
    filling = true;
    search.setValue(query.getSingleParameter("q").orElse(""));
    what.setValue(
        query.getSingleParameter("what").filter(AuditWords.kinds()::containsKey).orElse(null));
    from.setValue(date(query.getSingleParameter("from").orElse("")));
    to.setValue(date(query.getSingleParameter("to").orElse("")));
    filling = false;
    show();
  }

  /** Null for none, and for one that a mistyped link names. */
  private static @Nullable LocalDate date(String text) {
    try {
      LocalDate date = text.isEmpty() ? null : LocalDate.parse(text);
      return date == null || date.isBefore(EARLIEST) || date.isAfter(LATEST) ? null : date;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The page is then shown anew by its URL. */
  private void toUrl() {
    if (filling) {
      return;
    }
    Map<String, String> query = new HashMap<>();
    put(query, "q", search.getValue().strip());
    put(query, "what", what.getValue() == null ? "" : what.getValue());
    put(query, "from", from.getValue() == null ? "" : from.getValue().toString());
    put(query, "to", to.getValue() == null ? "" : to.getValue().toString());
    UI.getCurrent().navigate("audit", QueryParameters.simple(query));
  }

  private static void put(Map<String, String> query, String name, String value) {
    if (!value.isEmpty()) {
      query.put(name, value);
    }
  }

  private AuditFilter filter() {
    LocalDate first = from.getValue();
    LocalDate last = to.getValue();
    Instant start = first == null ? Instant.EPOCH : first.atStartOfDay(viewer.zone()).toInstant();
    Instant end =
        last == null
            ? Instant.now().plusSeconds(3600) // clocks may differ a little
            : last.plusDays(1).atStartOfDay(viewer.zone()).toInstant();
    return new AuditFilter(
        start, end, what.getValue() == null ? "" : what.getValue(), search.getValue().strip());
  }

  private void show() {
    AuditTrail.Found found = trail.find(filter(), SHOWN);
    grid.setItems(found.entries());
    grid.setVisible(!found.entries().isEmpty());
    empty.setVisible(found.entries().isEmpty());
    empty.setText("No change matches. Every change from now on is listed here, with who made it.");
    more.setText(
        found.more() ? "These are the latest " + SHOWN + ". Narrow the filter, or export." : "");
    if (found.settingsKnown()) {
      partial.hush();
    } else {
      partial.say(
          "The report store (ClickHouse), which remembers changes of settings, does not answer. What"
              + " is listed are users, opt-outs and erasures only.");
    }
  }

  private Component whoCell(AuditEntry entry) {
    return Html.block(
        "message-cell", Html.inline("row-name", entry.who()), new Span(viewer.full(entry.at())));
  }

  private static Component whatCell(AuditEntry entry) {
    Div chips = Html.block("chips", new Chip(Chip.Kind.PLAIN, AuditWords.kind(entry.what())));
    if (!entry.subject().isEmpty()) {
      chips.add(Html.inline("row-name", entry.subject()));
    }
    Div cell = Html.block("audit-what", chips);
    for (AuditEntry.Change change : entry.changes()) {
      cell.add(Html.text("audit-change", AuditWords.change(change)));
    }
    return cell;
  }

  /** A line for each value that changed, times in UTC. */
  static Csv csvOf(List<AuditEntry> entries) {
    Csv csv = new Csv("at", "who", "what", "subject", "field", "before", "after");
    for (AuditEntry entry : entries) {
      List<AuditEntry.Change> changes =
          entry.changes().isEmpty() ? List.of(new AuditEntry.Change("", "", "")) : entry.changes();
      for (AuditEntry.Change change : changes) {
        csv.row(
            entry.at(),
            entry.who(),
            entry.what(),
            entry.subject(),
            change.field(),
            change.before(),
            change.after());
      }
    }
    return csv;
  }
}
