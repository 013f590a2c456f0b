package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.Locale;
import java.util.function.Function;
import org.trueopen.admin.figures.OpenBand;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.ui.Csv;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.Words;

/** Two campaigns side by side, figure by figure. */
final class ComparisonPanel extends Div {

  private final Div content = new Div();
  private final CsvLink csv = new CsvLink("Side by side");
  private PlainTable table = new PlainTable();
  private transient Csv exported = new Csv();

  ComparisonPanel() {
    addClassNames("panel", "comparison");
    csv.to("comparison", () -> exported);
    add(
        Html.block("panel-head", new H2("Side by side"), Html.block("panel-actions", csv)),
        content);
    setVisible(false);
  }

  void show(CampaignReport one, CampaignReport other) {
    table = new PlainTable("", "#" + one.name(), "#" + other.name(), "#Difference");
    exported = new Csv("figure", one.name(), other.name());
    content.removeAll();
    content.add(Html.block("table-scroller", table));
    bands(one.totals(), other.totals());
    count(one, other, "Sent", Totals::deliveries);
    count(one, other, "Trackable", Totals::opensTrackable);
    rate(one, other, "Open rate, certain", Totals::openFloor);
    rate(one, other, "Open rate, at most", Totals::openCeiling);
    rate(one, other, "Raw open rate", Totals::openRaw);
    rate(one, other, "Click rate", Totals::clickRate);
    rate(one, other, "Click-to-open rate", Totals::clickToOpen);
    count(one, other, "Clicks by people", Totals::clicks);
    count(one, other, "Hits by machines", Totals::machineHits);
    count(one, other, "Forward reach", Totals::forwards);
  }

  private void bands(Totals one, Totals other) {
    NativeTableRow row = table.headedRow("Open rate as a band");
    table.cell(row).add(band(one));
    table.cell(row).add(band(other));
    boolean apart =
        one.openFloor().share() > other.openCeiling().share()
            || other.openFloor().share() > one.openCeiling().share();
    table.cell(row).setText(apart ? "The bands do not overlap" : "The bands overlap");
  }

  private static OpenBand band(Totals totals) {
    OpenBand band = new OpenBand();
    band.show(totals.openFloor(), totals.openCeiling(), totals.openRaw());
    return band;
  }

  private void rate(
      CampaignReport one, CampaignReport other, String name, Function<Totals, Rate> figure) {
    Rate first = figure.apply(one.totals());
    Rate second = figure.apply(other.totals());
    NativeTableRow row = table.headedRow(name);
    exported.row(name, share(first), share(second));
    table.cell(row).setText(first.text());
    table.cell(row).setText(second.text());
    table
        .cell(row)
        .setText(
            first.whole() == 0 || second.whole() == 0
                ? "-"
                : String.format(
                    Locale.ROOT, "%+.1f points", 100 * (first.share() - second.share())));
  }

  private static Object share(Rate rate) {
    return rate.whole() == 0 ? "" : rate.share();
  }

  private void count(
      CampaignReport one, CampaignReport other, String name, Function<Totals, Long> figure) {
    long first = figure.apply(one.totals());
    long second = figure.apply(other.totals());
    NativeTableRow row = table.headedRow(name);
    exported.row(name, first, second);
    table.cell(row).setText(Words.number(first));
    table.cell(row).setText(Words.number(second));
    table.cell(row).setText((first > second ? "+" : "") + Words.number(first - second));
  }
}
