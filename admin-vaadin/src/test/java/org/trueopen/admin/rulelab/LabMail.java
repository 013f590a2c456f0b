package org.trueopen.admin.rulelab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.trueopen.event.Delivery;
import org.trueopen.event.Hit;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Decision;
import org.trueopen.settings.IdentityOutcome;
import org.trueopen.settings.Outcome;

/** Deliveries and hits as they stand in the topics. */
public final class LabMail {

  private LabMail() {}

  static Delivery delivery(String account, String id, String campaign, Instant sentAt) {
    return delivery(account, id, campaign, sentAt, IdentityOutcome.DEFAULT);
  }

  static Delivery delivery(
      String account, String id, String campaign, Instant sentAt, IdentityOutcome identity) {
    Outcome tracked = new Outcome(true, DecidedBy.DEFAULT, "", null, "");
    return new Delivery(
        account,
        id,
        "m1",
        "news@demo.example",
        campaign,
        "reader@" + id + ".example",
        id.hashCode(),
        "Hello",
        sentAt,
        true,
        IntStream.range(0, 9).mapToObj(i -> "https://demo.example/" + i).toList(),
        -1,
        new Decision(tracked, tracked, identity, false));
  }

  /** A click of a browser's, from a network of its delivery's own. */
  static Hit click(String account, String delivery, int link, Instant at) {
    return new Hit(
        account,
        delivery,
        delivery + "-h" + link,
        HitKind.CLICK,
        link,
        "https://demo.example/" + link,
        at,
        "GET",
        "203.0.%d.9".formatted(Math.floorMod(delivery.hashCode(), 256)),
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
        Map.of(),
        PixelPlace.NONE,
        "");
  }

  /** Three links within a second, an hour after sending. */
  static List<Hit> burst(String account, String delivery, Instant sentAt) {
    List<Hit> hits = new ArrayList<>();
    for (int link = 0; link < 3; link++) {
      hits.add(click(account, delivery, link, sentAt.plusSeconds(3600).plusMillis(200L * link)));
    }
    return hits;
  }
}
