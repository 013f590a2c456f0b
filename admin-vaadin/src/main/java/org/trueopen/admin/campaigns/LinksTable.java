package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.function.Supplier;
import org.trueopen.admin.report.VerdictWords;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.PlainTable;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.instrument.DocumentLink;

/** The links of a campaign, and of the one looked at who followed it and when. */
final class LinksTable extends Div {

  private final Supplier<Viewer> viewer;
  private final Div content = new Div();
  private Location location = new Location("");
  private String parameter = "";
  private final Div hint = Html.text("quiet", "Choose a link to see who followed it, and when.");
  private final Div actions = Html.block("panel-actions");
  private final CsvLink csv = new CsvLink("Links");
  private final CsvLink clicksCsv = new CsvLink("Who followed the link");
  private boolean choice = true;

  LinksTable(Supplier<Viewer> viewer) {
    this.viewer = viewer;
    addClassNames("panel", "links-table");
    add(
        Html.block("panel-head", Html.block("panel-titles", new H2("Links"), hint), actions),
        content);
  }

  void withCsv() {
    actions.add(csv, clicksCsv);
  }

  void exports(Window window, String campaign, String link) {
    csv.to("report", window, List.of("report", "links", "campaign", campaign));
    clicksCsv.setVisible(!link.isEmpty());
    clicksCsv.setText("CSV of who followed");
    clicksCsv.to("clicks", window, List.of("campaign", campaign, "url", link));
  }

  /** Shows how often links were followed and never by whom. */
  void withoutChoice() {
    hint.setVisible(false);
    choice = false;
  }

  void at(Location of, String linkParameter) {
    location = of;
    parameter = linkParameter;
  }

  void show(List<CampaignReport.Link> links, String chosen, List<LinkClick> clicks) {
    content.removeAll();
    if (links.isEmpty()) {
      content.add(
          Html.text("quiet", "Nobody and nothing has followed a link of this campaign yet."));
      return;
    }
    PlainTable table =
        new PlainTable("Link", "#Recipients", "#Clicks by people", "#By machines", "#Unknowable");
    for (CampaignReport.Link link : links) {
      boolean isChosen = link.url().equals(chosen);
      table
          .row(
              named(link, isChosen),
              Words.number(link.clickers()),
              Words.number(link.clicks()),
              Words.number(link.machines()),
              Words.number(link.unknowable()))
          .setClassName("current", isChosen);
    }
    content.add(Html.block("table-scroller", table));
    if (!chosen.isEmpty()) {
      content.add(clicks(chosen, clicks));
    }
  }

  private Component named(CampaignReport.Link link, boolean chosen) {
    Component name =
        choice
            ? link(link, chosen)
            : Html.inline("cell-strong", link.url().replaceFirst("^https?://", ""));
    return DocumentLink.is(link.url())
        ? Html.block("link-name", name, new Chip(Chip.Kind.PLAIN, "Document"))
        : name;
  }

  /** Chosen once more it is let go. */
  private Anchor link(CampaignReport.Link link, boolean chosen) {
    QueryParameters others = location.getQueryParameters().excluding(parameter);
    Anchor anchor =
        new Anchor(
            new Location(
                    location.getPath(), chosen ? others : others.merging(parameter, link.url()))
                .getPathWithQueryParameters(),
            link.url().replaceFirst("^https?://", ""));
    anchor.setTitle(link.url());
    anchor.getElement().setAttribute("aria-expanded", Boolean.toString(chosen));
    anchor.addClassName("link-choice");
    return anchor;
  }

  private Div clicks(String url, List<LinkClick> clicks) {
    Div block = Html.block("link-clicks", new H2("Who followed " + url));
    if (clicks.isEmpty()) {
      block.add(Html.text("quiet", "Nobody and nothing in this range."));
      return block;
    }
    PlainTable table = new PlainTable("Who", "When", "With", "Judged");
    for (LinkClick click : clicks) {
      Anchor who =
          new Anchor(
              "deliveries/" + click.delivery(),
              click.recipient().isEmpty() ? "Anonymous" : click.recipient());
      Span verdict = Html.inline("verdict", VerdictWords.verdict(click.verdict()));
      verdict.addClassName("verdict-" + VerdictWords.group(click.verdict()));
      table.cell(table.row(who, viewer.get().full(click.at()), click.client())).add(verdict);
    }
    Div scroller = Html.block("table-scroller", table);
    scroller.addClassName("table-low");
    block.add(scroller);
    if (clicks.size() == CampaignReports.CLICKS) {
      block.add(Html.text("quiet", "The latest " + CampaignReports.CLICKS + " are shown here."));
    }
    return block;
  }
}
