package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/** See {@link Tactic#CLOAK_HUNTER}. */
final class CloakHunter implements Guard {

  private final Look look;
  private final double share;
  private final Duration queue;

  CloakHunter(Look look, Draws draws) {
    this.look = look;
    this.share = draws.between(0.1, 0.4);
    this.queue = draws.seconds(20, 1500);
  }

  @Override
  public void arrived(Mail mail, Hits out, Draws draws) {
    if (!draws.chance(share)) {
      return;
    }
    Instant at = mail.deliveredAt().plus(draws.around(queue, 0.6));
    for (int link : Links.some(mail, 2, false, false, draws)) {
      Block here = draws.pick(look.networks());
      Block there = draws.pick(look.networks());
      out.click(mail, look.as(Browsers.desktop(draws), here, draws), link, at);
      Instant second = at.plus(draws.around(Duration.ofSeconds(8), 1));
      out.click(mail, look.as(Browsers.phone(true, draws), there, draws), link, second);
      at = second.plus(draws.around(Duration.ofSeconds(30), 1));
    }
  }
}
