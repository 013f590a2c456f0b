package org.trueopen.admin.machines;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.ShareBar;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.verdict.DelayCurve;

/** What was learned of recipient domains: how much is scanned there, and how soon. */
final class ProfilesPanel extends Div {

  ProfilesPanel(CsvLink csv, List<Machines.Profile> profiles, Viewer viewer) {
    addClassName("panel");
    add(
        Html.block(
            "panel-head",
            Html.block(
                "panel-titles",
                new H2("Learned domains"),
                Html.text(
                    "quiet",
                    "From all mail to a domain the job learns whether its gateway follows links, and"
                        + " how long after delivery. Hits at about that time are then judged with"
                        + " it in mind. The latest week of each domain.")),
            Html.block("panel-actions", csv)));
    if (profiles.isEmpty()) {
      add(
          Html.text(
              "empty-in-panel",
              "Nothing learned yet. A domain appears here once enough of its recipients had hits"
                  + " straight from their own network."));
      return;
    }
    PlainTable table =
        new PlainTable(
            "Domain",
            "Judged",
            "#Recipients",
            "#Scanned",
            "",
            "#Early only",
            "Scans come",
            "#Within",
            "Week of");
    for (Machines.Profile each : profiles) {
      NativeTableRow row = table.row(Html.inline("cell-strong", each.domain()));
      Span judged = Html.inline("verdict", each.isScanned() ? "Scanned" : "Not scanned");
      judged.addClassName(each.isScanned() ? "verdict-machines" : "verdict-people");
      table.cell(row).add(judged);
      table.cell(row).setText(Words.number(each.recipients()));
      Rate share = new Rate(each.scanned(), each.recipients());
      table.cell(row).setText(share.text());
      table.cell(row).add(new ShareBar(share, "machines"));
      table.cell(row).setText(Words.number(each.early()));
      table.cell(row).add(curve(each.delays()));
      table
          .cell(row)
          .setText(
              each.withinSeconds() == 0
                  ? "-"
                  : Viewer.span(Duration.ofSeconds(each.withinSeconds())));
      table.cell(row).setText(viewer.day(each.week()));
    }
    add(Html.block("table-scroller", table));
  }

  /** A bar for each delay, the highest as high as there is room. */
  private static Div curve(List<Long> delays) {
    Div curve = Html.block("spark");
    long most = Math.max(1, delays.stream().mapToLong(count -> count).max().orElse(1));
    StringBuilder words = new StringBuilder("Scanned recipients by delay of the first hit.");
    for (int i = 0; i < delays.size(); i++) {
      Div bar = new Div();
      bar.getStyle().setHeight(String.format(Locale.ROOT, "%d%%", 100 * delays.get(i) / most));
      curve.add(bar);
      if (delays.get(i) > 0) {
        words.append(' ').append(bound(i)).append(": ").append(delays.get(i)).append('.');
      }
    }
    curve.getElement().setAttribute("role", "img");
    curve.getElement().setAttribute("aria-label", words.toString());
    curve.getElement().setAttribute("title", words.toString());
    return curve;
  }

  private static String bound(int index) {
    List<Integer> bounds = DelayCurve.BOUNDS_SECONDS;
    return index < bounds.size()
        ? "up to " + Viewer.span(Duration.ofSeconds(bounds.get(index)))
        : "later";
  }
}
