package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.verdict.VerdictClass;

/** From a machine of the carrier's, after its subscriber; a page seen once is not seen again. */
final class CarrierFilter implements Guard {

  private static final String AGENT =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36";

  private static final Block MACHINES = Block.of("253.4.31.192/27");

  private final boolean copiesAgent;

  CarrierFilter(Draws draws) {
    this.copiesAgent = draws.chance(0.3);
  }

  @Override
  public void clicked(Mail mail, Device device, int link, Instant at, Hits out, Draws draws) {
    if (device.where() != Whereabouts.PHONE || !draws.chance(0.6)) {
      return;
    }
    Caller caller =
        new Caller(
            "scanner, carrier filter, carrier's network",
            VerdictClass.SECURITY_SCANNER,
            MACHINES.address(draws),
            copiesAgent ? device.browser() : AGENT,
            Headers.IMITATED);
    out.click(mail, caller, link, at.plus(draws.around(Duration.ofSeconds(18), 0.8)));
  }
}
