package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;

/** Remembers for a while what it found, so a colleague's click soon after is let through. */
final class LinkRewriter implements Guard {

  private record Page(String campaign, int link) {}

  private static final Duration REMEMBERED = Duration.ofHours(4);

  private final Look look;
  private final double atDelivery;
  private final int most;
  private final boolean unsubscribes;
  private final Map<Page, Instant> looked = new HashMap<>();

  LinkRewriter(Look look, Draws draws) {
    this.look = look;
    this.atDelivery = draws.between(0.15, 0.55);
    this.most = 1 + draws.below(4);
    this.unsubscribes = draws.chance(0.4);
  }

  @Override
  public void arrived(Mail mail, Hits out, Draws draws) {
    if (!draws.chance(atDelivery)) {
      return;
    }
    Instant at = mail.deliveredAt().plus(draws.around(Duration.ofSeconds(55), 1));
    if (draws.chance(0.35)) {
      out.open(mail, look.rendering(draws), at);
    }
    for (int link : Links.some(mail, most, unsubscribes, false, draws)) {
      at = at.plus(draws.around(Duration.ofMillis(900), 1.4));
      out.click(mail, look.caller(draws), link, at);
      looked.put(new Page(mail.campaign(), link), at);
    }
  }

  @Override
  public void clicked(Mail mail, Device device, int link, Instant at, Hits out, Draws draws) {
    Page page = new Page(mail.campaign(), link);
    Instant last = looked.get(page);
    if (last != null && Duration.between(last, at).abs().compareTo(REMEMBERED) < 0) {
      return;
    }
    looked.put(page, at);
    // Mostly while the reader waits; when that takes too long, they are let through meanwhile.
    boolean waits = draws.chance(0.8);
    Instant asked = waits ? at.minus(draws.seconds(0.15, 1.2)) : at.plus(draws.seconds(0.2, 40));
    out.click(mail, look.caller(draws), link, asked);
  }
}
