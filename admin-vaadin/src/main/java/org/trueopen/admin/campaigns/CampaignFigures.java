package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.trueopen.admin.chart.AgeChart;
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.chart.HeatChart;
import org.trueopen.admin.figures.ChartPanel;
import org.trueopen.admin.figures.Tiles;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Viewer;

/** A campaign's tiles, charts and links. */
public final class CampaignFigures extends Div {

  private final Tiles tiles = new Tiles();
  private final ComparisonPanel comparison = new ComparisonPanel();
  private final EChart ages = new EChart("Hits by how long after sending they came");
  private final EChart reach = new EChart("Share opened by people, by time since sending");
  private final EChart heat = new EChart("Times opened by people, by weekday and hour");
  private final ChartPanel agesPanel =
      ChartPanel.of(
          "Since sending",
          "Opens and clicks by how long after sending they came; machines come first.",
          ages);
  private final ChartPanel reachPanel =
      ChartPanel.of(
          "Opened by then", "Share of trackable deliveries people had opened for certain.", reach);
  private final ChartPanel heatPanel =
      ChartPanel.of(
          "When it is read", "Times opened by people, by weekday and hour, your time.", heat);
  private final CsvLink agesCsv = new CsvLink("Since sending");
  private final CsvLink reachCsv = new CsvLink("Opened by then");
  private final CsvLink heatCsv = new CsvLink("When it is read");
  private final LinksTable links;

  public CampaignFigures(Supplier<Viewer> viewer) {
    addClassName("figures");
    links = new LinksTable(viewer);
    add(
        tiles,
        comparison,
        agesPanel.withLegend(),
        Html.block("pair", reachPanel, heatPanel),
        links);
  }

  /** For readers who may see figures and nobody's address: links lead nowhere. */
  public void withoutRecipients() {
    links.withoutChoice();
  }

  /** Lets the rows behind charts and tables be taken away. */
  void withCsv() {
    agesPanel.withCsv(agesCsv);
    reachPanel.withCsv(reachCsv);
    heatPanel.withCsv(heatCsv);
    links.withCsv();
  }

  /** Where those rows are. */
  void exports(Window window, String campaign, String link) {
    agesCsv.to("campaign-timeline", window, List.of("campaign", campaign));
    reachCsv.to("campaign-timeline", window, List.of("campaign", campaign));
    heatCsv.to("report", window, List.of("report", "heatmap", "campaign", campaign));
    links.exports(window, campaign, link);
  }

  /** Where the page is; links are links to it with another parameter. */
  void at(Location location, String parameter) {
    links.at(location, parameter);
  }

  public void show(
      CampaignReport report, Optional<CampaignReport> other, String link, List<LinkClick> clicks) {
    tiles.show(report.totals(), report.exclusions());
    comparison.setVisible(other.isPresent());
    other.ifPresent(with -> comparison.show(report, with));
    ages.setOption(AgeChart.hits(Ages.titles(), report.ages()));
    reach.setOption(
        AgeChart.reach(
            Ages.titles(),
            Stream.concat(Stream.of(report), other.stream()).map(CampaignFigures::line).toList()));
    heat.setOption(HeatChart.option("Opens by people", report.heat()));
    links.show(report.links(), link, clicks);
  }

  private static AgeChart.Line line(CampaignReport report) {
    return new AgeChart.Line(report.name(), report.firstOpens(), report.totals().opensTrackable());
  }
}
