package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;

/** See {@link Tactic#REPORT_DESK}. */
final class ReportDesk implements Guard {

  private final Market market;
  private final double reports;

  ReportDesk(Market market, Draws draws) {
    this.market = market;
    this.reports = draws.between(0.004, 0.03);
  }

  @Override
  public void opened(Mail mail, Device device, Instant at, Hits out, Draws draws) {
    if (!draws.chance(reports)) {
      return;
    }
    Instant start = at.plus(draws.around(Duration.ofMinutes(12), 1));
    for (int engine = 2 + draws.below(5); engine > 0; engine--) {
      Look look = market.look(Tactic.REPORT_DESK);
      Instant next = start.plus(draws.around(Duration.ofSeconds(40), 1));
      for (int link : Links.some(mail, 3, true, false, draws)) {
        out.click(mail, look.caller(draws), link, next);
        next = next.plus(draws.around(Duration.ofSeconds(3), 1));
      }
    }
  }
}
