package org.trueopen.store;

import java.util.List;
import java.util.function.Predicate;
import org.trueopen.store.World.Hit;
import org.trueopen.store.World.Sent;

/** What a delivery's hits add up to, by the definitions of the metrics. */
record Standing(
    boolean rawOpened,
    boolean opened,
    boolean unknowable,
    boolean machineOnly,
    boolean clicked,
    boolean machineClicked,
    long opens,
    long clicks,
    long machineOpens,
    long machineClicks,
    long forwards) {

  static Standing of(Sent sent, List<Hit> hits) {
    if (sent.anonymous()) {
      return of(List.of());
    }
    return of(hits);
  }

  private static Standing of(List<Hit> hits) {
    long opens = count(hits, hit -> hit.open() && hit.people() && hit.counts());
    long forwards = count(hits, hit -> hit.open() && hit.people() && forward(hit));
    long clicks = count(hits, hit -> !hit.open() && hit.people() && hit.counts());
    long forwardedClicks = count(hits, hit -> !hit.open() && hit.people() && forward(hit));
    boolean clicked = clicks > forwardedClicks;
    boolean opened = opens > forwards || clicked;
    boolean unknowable = !opened && count(hits, hit -> hit.open() && hit.unknowable()) > 0;
    long machineOpens = count(hits, hit -> hit.open() && hit.machine() && hit.counts());
    long machineClicks = count(hits, hit -> !hit.open() && hit.machine() && hit.counts());
    return new Standing(
        count(hits, Hit::open) > 0,
        opened,
        unknowable,
        !opened && !unknowable && machineOpens + machineClicks > 0,
        clicked,
        machineClicks > 0,
        opens,
        clicks,
        machineOpens,
        machineClicks,
        forwards);
  }

  private static boolean forward(Hit hit) {
    return hit.place().equals("FORWARD");
  }

  private static long count(List<Hit> hits, Predicate<Hit> which) {
    return hits.stream().filter(which).count();
  }
}
