package org.trueopen.admin.rulelab;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.trueopen.admin.report.JudgedHit;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.ui.Csv;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.event.HitKind;
import org.trueopen.rehearsal.Change;
import org.trueopen.rehearsal.Comparison;
import org.trueopen.rehearsal.Comparison.Pair;
import org.trueopen.rehearsal.Figures;
import org.trueopen.verdict.Verdict;
import org.trueopen.verdict.VerdictClass;

/** What the tried rules would change: rates, campaigns, and hits as samples. */
final class LabResult extends Div {

  /** Campaigns are many; those with most mail come first, and the grid scrolls. */
  private static final int GRID_ROWS = 8;

  private final Viewer viewer;

  LabResult(Comparison result, int days, Viewer viewer) {
    this.viewer = viewer;
    addClassName("lab-result");
    add(
        Html.panel(
            "What would change",
            Html.text("lab-summary", summary(result, days)),
            rates(result.all())));
    if (result.campaigns().size() > 1) {
      add(
          Html.block(
              "panel",
              head("By campaign", "lab-campaigns", () -> csv(result.campaigns())),
              campaigns(result.campaigns())));
    }
    if (result.changed() > 0) {
      add(moves(result), samples(result.samples()));
    }
  }

  private static String summary(Comparison result, int days) {
    if (result.all().before().sent() == 0) {
      return "No mail was sent in the last %s, so there is nothing to compare. Try more days, or send mail first."
          .formatted(Words.count(days, "day"));
    }
    String judged =
        "%s of %s sent in the last %s were judged by both. "
            .formatted(
                Words.count(result.hits(), "hit"),
                Words.count(result.all().before().sent(), "mail"),
                Words.count(days, "day"));
    if (result.changed() == 0) {
      return judged + "Nothing would change.";
    }
    return judged + "%s would be judged otherwise.".formatted(Words.count(result.changed(), "hit"));
  }

  private static Div head(String heading, String file, Supplier<Csv> table) {
    return Html.block(
        "panel-head",
        new H2(heading),
        Html.block("panel-actions", new CsvLink(heading).to(file, table)));
  }

  private static Csv csv(Map<String, Pair> campaigns) {
    Csv csv =
        new Csv(
            "campaign",
            "sent",
            "opens_trackable",
            "opened_now",
            "opened_then",
            "unknowable_now",
            "unknowable_then",
            "clicks_trackable",
            "clicked_now",
            "clicked_then",
            "machine_only_now",
            "machine_only_then",
            "forwards_now",
            "forwards_then");
    campaigns.forEach(
        (name, pair) -> {
          Figures now = pair.before();
          Figures then = pair.after();
          csv.row(
              name,
              now.sent(),
              now.trackable(),
              now.opened(),
              then.opened(),
              now.unknowable(),
              then.unknowable(),
              now.clicksTrackable(),
              now.clicked(),
              then.clicked(),
              now.machineOnly(),
              then.machineOnly(),
              now.forwards(),
              then.forwards());
        });
    return csv;
  }

  private static Csv csv(List<Change> samples) {
    Csv csv =
        new Csv(
            "delivery",
            "campaign",
            "at",
            "kind",
            "client",
            "network",
            "verdict_now",
            "place_now",
            "confidence_now",
            "reasons_now",
            "verdict_then",
            "place_then",
            "confidence_then",
            "reasons_then");
    for (Change each : samples) {
      csv.row(
          each.deliveryId(),
          each.campaign(),
          each.hit().at(),
          each.hit().kind(),
          each.hit().client(),
          each.hit().network(),
          each.before().verdict(),
          each.before().place(),
          each.before().confidence() / 100.0,
          reasons(each.before()),
          each.after().verdict(),
          each.after().place(),
          each.after().confidence() / 100.0,
          reasons(each.after()));
    }
    return csv;
  }

  private static String reasons(Verdict verdict) {
    return verdict.reasons().stream()
        .map(reason -> reason.rule() + (reason.evidence().isEmpty() ? "" : "=" + reason.evidence()))
        .collect(Collectors.joining("; "));
  }

  private static Div rates(Pair pair) {
    return Html.block(
        "lab-rates",
        rate("Open rate, floor", pair, Figures::floor),
        rate("Open rate, ceiling", pair, Figures::ceiling),
        rate("Click rate", pair, Figures::clickRate),
        count("Machine only", pair, Figures::machineOnly),
        count("Forwards", pair, Figures::forwards));
  }

  private static Div rate(String name, Pair pair, ToDoubleFunction<Figures> rate) {
    double before = rate.applyAsDouble(pair.before());
    double after = rate.applyAsDouble(pair.after());
    return figure(name, percent(before), percent(after), points(before, after));
  }

  private static Div count(String name, Pair pair, Function<Figures, Long> count) {
    long before = count.apply(pair.before());
    long after = count.apply(pair.after());
    String difference = before == after ? "no change" : signed(after - before);
    return figure(name, Words.number(before), Words.number(after), difference);
  }

  private static Div figure(String name, String before, String after, String difference) {
    return Html.block(
        "lab-rate",
        Html.text("summary-name", name),
        Html.block(
            "lab-values",
            Html.inline("lab-before", before),
            Html.inline("lab-arrow", "\u2192"),
            Html.inline("summary-value", after)),
        Html.text("quiet", difference));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "\u2013" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String points(double before, double after) {
    double points = 100 * (after - before);
    if (Double.isNaN(points) || Math.abs(points) < 0.005) {
      return "no change";
    }
    return String.format(Locale.ROOT, "%+.2f points", points);
  }

  private static String signed(long number) {
    return (number > 0 ? "+" : "\u2212") + Words.number(Math.abs(number));
  }

  private static Grid<Map.Entry<String, Pair>> campaigns(Map<String, Pair> campaigns) {
    Grid<Map.Entry<String, Pair>> grid = new Grid<>();
    grid.addColumn(each -> each.getKey().isEmpty() ? "(no campaign)" : each.getKey())
        .setHeader("Campaign")
        .setFlexGrow(2)
        .setSortable(true);
    grid.addColumn(each -> Words.number(each.getValue().before().sent()))
        .setHeader("Sent")
        .setTextAlign(ColumnTextAlign.END);
    column(grid, "Open rate, floor", Figures::floor);
    column(grid, "Ceiling", Figures::ceiling);
    column(grid, "Click rate", Figures::clickRate);
    grid.setItems(
        campaigns.entrySet().stream()
            .sorted(
                (a, b) -> Long.compare(b.getValue().before().sent(), a.getValue().before().sent()))
            .toList());
    grid.setAllRowsVisible(campaigns.size() <= GRID_ROWS);
    grid.getElement().setAttribute("aria-label", "Campaigns by both rules");
    return grid;
  }

  private static void column(
      Grid<Map.Entry<String, Pair>> grid, String header, ToDoubleFunction<Figures> rate) {
    grid.addColumn(
            each -> {
              double before = rate.applyAsDouble(each.getValue().before());
              double after = rate.applyAsDouble(each.getValue().after());
              return percent(before).equals(percent(after))
                  ? percent(before)
                  : percent(before) + " \u2192 " + percent(after);
            })
        .setHeader(header)
        .setTextAlign(ColumnTextAlign.END)
        .setAutoWidth(true);
  }

  private static Div moves(Comparison result) {
    UnorderedList list = new UnorderedList();
    list.addClassName("lab-moves");
    result
        .moves()
        .forEach(
            (move, count) -> {
              ListItem item = new ListItem();
              item.add(badge(move.from()), Html.inline("lab-arrow", "\u2192"));
              item.add(
                  move.from() == move.to()
                      ? Html.inline("quiet", "the same, at another place among the mail's hits")
                      : badge(move.to()));
              item.add(Html.inline("lab-count", Words.count(count, "hit")));
              list.add(item);
            });
    return Html.panel("From what to what", list);
  }

  private static Span badge(VerdictClass verdict) {
    Span badge = Html.inline("verdict", VerdictWords.verdict(verdict.name()));
    badge.addClassName("verdict-" + VerdictWords.group(verdict.name()));
    return badge;
  }

  private Div samples(List<Change> samples) {
    Div panel =
        Html.block(
            "panel",
            head("Samples", "lab-samples", () -> csv(samples)),
            Html.text("quiet", "The latest few of each change, with the reasons by both rules."));
    samples.forEach(sample -> panel.add(sample(sample)));
    return panel;
  }

  private Div sample(Change change) {
    Anchor link =
        new Anchor(
            "deliveries/" + change.deliveryId(),
            (change.hit().kind() == HitKind.CLICK ? "Click, " : "Open, ")
                + viewer.full(change.hit().at()));
    link.setTarget(AnchorTarget.BLANK); // what was found stays on this page
    return Html.block(
        "lab-sample",
        Html.block(
            "event-head",
            link,
            Html.inline(
                "quiet",
                (change.campaign().isEmpty() ? "" : change.campaign() + "  \u00b7  ")
                    + change.hit().client()
                    + "  \u00b7  "
                    + change.hit().network())),
        Html.block(
            "lab-sides", side("Now", change.before()), side("With these rules", change.after())));
  }

  private static Div side(String name, Verdict verdict) {
    UnorderedList reasons = new UnorderedList();
    reasons.addClassName("reasons");
    verdict
        .reasons()
        .forEach(
            reason ->
                reasons.add(
                    new ListItem(
                        VerdictWords.sentence(
                            new JudgedHit.Reason(reason.rule(), reason.evidence())))));
    H3 heading = new H3(name);
    return Html.block(
        "lab-side",
        Html.block("event-head", heading, badge(verdict.verdict())),
        Html.text(
            "event-facts",
            VerdictWords.place(verdict.place().name())
                + "  \u00b7  "
                + verdict.confidence()
                + " % sure"),
        reasons);
  }
}
