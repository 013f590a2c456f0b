package org.trueopen.admin.overview;

import static org.trueopen.admin.ui.Words.count;
import static org.trueopen.admin.ui.Words.number;

import com.vaadin.flow.component.html.Div;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.report.Totals;

/** The headline figures. */
final class Tiles extends Div {

  private final Tile openRate =
      new Tile(
          "Open rate",
          "The share of trackable deliveries that people opened for certain. The band reaches up to"
              + " the share that people may have opened, if every privacy preload hid a reader."
              + " Trackable: with a pixel in an HTML part, as the Message Tracker allowed.");
  private final OpenBand band = new OpenBand();
  private final Tile clicks =
      new Tile(
          "Click rate",
          "The share of deliveries with tracked links of which a person followed at least one."
              + " Clicks by scanners and previews are not in it.");
  private final Tile machines =
      new Tile(
          "Machines filtered",
          "Loads and clicks by scanners, prefetchers, previews and declared bots. They are kept and"
              + " shown, and counted in no rate.");
  private final Tile deliveries =
      new Tile(
          "Deliveries sent",
          "Mails sent in this range, each to one recipient. Opens can be seen only of those that"
              + " carry a pixel.");

  Tiles() {
    addClassName("tiles");
    openRate.addClassName("tile-wide");
    openRate.addExtra(band);
    add(openRate, clicks, machines, deliveries);
  }

  void show(Totals totals) {
    showOpens(totals);
    Rate clickRate = totals.clickRate();
    clicks.show(clickRate.text(), "by people");
    clicks.explain(
        count(totals.clicked(), "recipient") + " clicked, " + count(totals.clicks(), "click"),
        "Click-to-open rate " + totals.clickToOpen().text());
    clicks.setFraction(
        "Clicked by a person", clickRate.part(), "With tracked links", clickRate.whole());

    machines.show(number(totals.machineHits()), totals.machineHits() == 1 ? "hit" : "hits");
    machines.explain(
        count(totals.machineOpens(), "load") + ", " + count(totals.machineClicks(), "click"),
        "Machines only: " + number(totals.machineOnly()));
    machines.setFraction(
        "Hits by machines",
        totals.machineHits(),
        "Hits by machines and people",
        totals.machineHits() + totals.opens() + totals.clicks());

    deliveries.show(number(totals.deliveries()), "");
    deliveries.explain(
        number(totals.opensTrackable()) + " with a pixel",
        number(totals.clicksTrackable()) + " with tracked links");
    deliveries.setFraction(
        "With a pixel", totals.opensTrackable(), "Deliveries sent", totals.deliveries());
  }

  private void showOpens(Totals totals) {
    Rate floor = totals.openFloor();
    Rate ceiling = totals.openCeiling();
    boolean isBand = totals.unknowable() > 0;
    openRate.show(floor.text(), isBand ? "up to " + ceiling.text() : "by people");
    band.show(floor, ceiling, totals.openRaw());
    openRate.explain(
        number(floor.part()) + " of " + number(floor.whole()) + " trackable opened by people",
        "Raw open rate " + totals.openRaw().text());
    openRate.setFraction("Opened by people", floor.part(), "Trackable", floor.whole());
  }
}
