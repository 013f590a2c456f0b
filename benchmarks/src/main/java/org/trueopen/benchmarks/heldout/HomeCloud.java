package org.trueopen.benchmarks.heldout;

import java.time.Instant;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.verdict.VerdictClass;

/** Checks at the click: itself from the reader's address, or in its vendor's cloud. */
final class HomeCloud implements Guard {

  private final Look look;
  private final double share;
  private final boolean local;

  HomeCloud(Look look, Draws draws) {
    this.look = look;
    this.share = draws.between(0.4, 0.95);
    this.local = draws.chance(0.3);
  }

  @Override
  public void clicked(Mail mail, Device device, int link, Instant at, Hits out, Draws draws) {
    if (device.phone() || !draws.chance(share)) {
      return;
    }
    if (local) {
      Caller caller =
          new Caller(
              "scanner, home cloud, reader's computer",
              VerdictClass.SECURITY_SCANNER,
              device.address(draws),
              device.browser(),
              Headers.ADD_ON);
      out.click(mail, caller, link, at.minus(draws.seconds(0.1, 0.8)));
    } else {
      boolean first = draws.chance(0.5);
      Instant asked = first ? at.minus(draws.seconds(0.1, 0.9)) : at.plus(draws.seconds(0.5, 90));
      out.click(mail, look.caller(draws), link, asked);
    }
  }
}
