package org.trueopen.admin.figures;

import static org.trueopen.admin.ui.Words.count;
import static org.trueopen.admin.ui.Words.number;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import org.trueopen.admin.report.Exclusion;
import org.trueopen.admin.report.Rate;
import org.trueopen.admin.report.Totals;

/** The headline figures. */
public final class Tiles extends Div {

  private final Tile openRate =
      new Tile(
          "Open rate",
          "The share of trackable deliveries that people opened for certain. The band reaches up to"
              + " the share that people may have opened, if every privacy preload hid a reader."
              + " Trackable: delivered, with a pixel in an HTML part, as the Message Tracker"
              + " allowed.");
  private final OpenBand band = new OpenBand();
  private final Tile raw =
      new Tile(
          "Raw open rate",
          "The share of trackable deliveries whose pixel was loaded by anybody or anything. Trackers"
              + " that do not tell machines from people show this one.");
  private final Tile clicks =
      new Tile(
          "Click rate",
          "The share of deliveries with tracked links of which a person followed at least one."
              + " Clicks by scanners and previews are not in it.");
  private final Tile clickToOpen =
      new Tile(
          "Click-to-open rate",
          "Of the trackable deliveries that people opened, the share of which a person followed a"
              + " link. A click implies an open.");
  private final Tile forwards =
      new Tile(
          "Forward reach",
          "Opens and clicks of readers beyond the recipient, as far as another network and program"
              + " at once tell them apart. They are in no open rate.");
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

  public Tiles() {
    addClassName("tiles");
    openRate.addClassName("tile-wide");
    openRate.addExtra(band);
    add(openRate, clicks, clickToOpen, raw, forwards, machines, deliveries);
  }

  /** The figures, and what they leave out by reason. */
  public void show(Totals totals, List<Exclusion> exclusions) {
    showOpens(totals);
    showClicks(totals);
    showRest(totals);
    for (Tile tile : List.of(openRate, raw)) {
      tile.setExclusions(exclusions.stream().filter(each -> each.kind().equals("OPEN")).toList());
    }
    clicks.setExclusions(exclusions.stream().filter(each -> each.kind().equals("CLICK")).toList());
  }

  /** How they stand against others. */
  public void compare(Totals totals, Totals before) {
    openRate.compare(Change.of(totals.openFloor(), before.openFloor()));
    raw.compare(Change.of(totals.openRaw(), before.openRaw()));
    clicks.compare(Change.of(totals.clickRate(), before.clickRate()));
    clickToOpen.compare(Change.of(totals.clickToOpen(), before.clickToOpen()));
    forwards.compare(Change.of(totals.forwards(), before.forwards()));
    machines.compare(Change.of(totals.machineHits(), before.machineHits()));
    deliveries.compare(Change.of(totals.deliveries(), before.deliveries()));
  }

  private void showOpens(Totals totals) {
    Rate floor = totals.openFloor();
    Rate ceiling = totals.openCeiling();
    boolean isBand = totals.unknowable() > 0;
    openRate.show(floor.text(), isBand ? "up to " + ceiling.text() : "by people");
    band.show(floor, ceiling, totals.openRaw());
    openRate.explain(
        number(floor.part()) + " of " + number(floor.whole()) + " trackable opened by people",
        number(totals.unknowable()) + " more unknowable");
    openRate.setFraction("Opened by people", floor.part(), "Trackable", floor.whole());
    Rate rate = totals.openRaw();
    raw.show(rate.text(), "by anything");
    raw.explain(number(rate.part()) + " of " + number(rate.whole()) + " trackable loaded", "");
    raw.setFraction("Pixel loaded by anything", rate.part(), "Trackable", rate.whole());
  }

  private void showClicks(Totals totals) {
    Rate rate = totals.clickRate();
    clicks.show(rate.text(), "by people");
    clicks.explain(
        count(totals.clicked(), "recipient") + " clicked, " + count(totals.clicks(), "click"), "");
    clicks.setFraction("Clicked by a person", rate.part(), "With tracked links", rate.whole());
    Rate toOpen = totals.clickToOpen();
    clickToOpen.show(toOpen.text(), "");
    clickToOpen.explain(
        number(toOpen.part()) + " of " + number(toOpen.whole()) + " readers clicked", "");
    clickToOpen.setFraction("Clicked by a person", toOpen.part(), "Opened", toOpen.whole());
  }

  private void showRest(Totals totals) {
    forwards.show(number(totals.forwards()), totals.forwards() == 1 ? "hit" : "hits");
    forwards.explain("from " + count(totals.forwarded(), "forwarded mail"), "");
    forwards.setFraction("Forwarded", totals.forwarded(), "Opened", totals.opened());
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
}
