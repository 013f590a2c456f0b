package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.verdict.VerdictClass;

/** Its sandbox leaves by the gateway's own addresses, or by its vendor's cloud. */
final class TrafficTap implements Guard {

  private final Look look;
  private final double share;
  private final boolean copiesAgent;

  TrafficTap(Look look, Draws draws) {
    this.look = look;
    this.share = draws.between(0.3, 0.9);
    this.copiesAgent = draws.chance(0.4);
  }

  @Override
  public void clicked(Mail mail, Device device, int link, Instant at, Hits out, Draws draws) {
    if (!draws.chance(share)) {
      return;
    }
    Caller cloud = look.caller(draws);
    boolean inside = device.where() == Whereabouts.WEB_GATEWAY && draws.chance(0.5);
    Caller caller =
        new Caller(
            inside ? "scanner, traffic tap, gateway's own exit" : cloud.story(),
            VerdictClass.SECURITY_SCANNER,
            inside ? device.address(draws) : cloud.address(),
            copiesAgent ? device.browser() : cloud.userAgent(),
            cloud.headers());
    out.click(mail, caller, link, at.plus(draws.around(Duration.ofSeconds(7), 1.2)));
  }
}
