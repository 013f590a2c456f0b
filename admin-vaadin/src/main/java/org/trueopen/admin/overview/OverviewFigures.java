package org.trueopen.admin.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.chart.HitsChart;
import org.trueopen.admin.figures.ChartPanel;
import org.trueopen.admin.figures.Tiles;
import org.trueopen.admin.report.GenerationWords;
import org.trueopen.admin.report.Overview;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.store.generation.Generation;

/** The dashboard's tiles, charts and marks. */
public final class OverviewFigures extends Div {

  private final Notice generation = new Notice(Notice.Kind.WARNING);
  private final Tiles tiles = new Tiles();
  private final Div compared = Html.text("compared", "");
  private final EChart opens = new EChart("Opens over time by people, unknowable and machines");
  private final EChart clicks = new EChart("Clicks over time by people, unknowable and machines");
  private final ChartPanel opensPanel =
      ChartPanel.of("Opens over time", "By the time of the hit; reloads left out.", opens);
  private final ChartPanel clicksPanel =
      ChartPanel.of("Clicks over time", "Links followed, by the time of the hit.", clicks);
  private final UnorderedList changes = new UnorderedList();
  private final Div changesPanel = Html.panel("What was changed", changes);

  /**
   * @param aboveCharts what stands between tiles and charts, if anything
   */
  public OverviewFigures(Component... aboveCharts) {
    addClassName("figures");
    changes.addClassName("changes");
    add(generation, tiles, compared, new BoundsNote());
    add(aboveCharts);
    add(opensPanel.withLegend(), clicksPanel.withLegend(), changesPanel);
  }

  /** Lets the rows behind the charts be taken away; they hold opens and clicks alike. */
  void withCsv(CsvLink first, CsvLink second) {
    opensPanel.withCsv(first);
    clicksPanel.withCsv(second);
  }

  /** The figures as they stand; called again whenever they differ. */
  public void show(Overview overview, Viewer viewer) {
    removeClassName("stale");
    Generation shown = overview.generation();
    if (shown == null) {
      generation.hush();
    } else {
      generation.say(GenerationWords.full(shown, viewer));
    }
    tiles.show(overview.totals(), overview.exclusions());
    tiles.compare(overview.totals(), overview.before());
    compared.setText(
        "Compared with the "
            + overview.window().range().label()
            + " before, up to the same hour. That mail has had longer to be read.");
    opens.setOption(HitsChart.option(overview.window(), overview.opens(), overview.marks()));
    clicks.setOption(HitsChart.option(overview.window(), overview.clicks(), overview.marks()));
    changes.removeAll();
    overview
        .marks()
        .forEach(
            mark ->
                changes.add(
                    new ListItem(
                        Html.inline("quiet", viewer.full(mark.at())),
                        Html.inline("change-words", mark.words()))));
    changesPanel.setVisible(!overview.marks().isEmpty());
  }

  /** What was shown before stays, greyed: better old figures that say so than none. */
  public void showStale() {
    addClassName("stale");
  }
}
