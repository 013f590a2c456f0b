package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/** See {@link Tactic#INBOX_SWEEP}. */
final class InboxSweep implements Guard {

  private final Look look;
  private final double share;
  private final int most;
  private final boolean pixel;
  private final Map<String, Instant> sweeps = new HashMap<>();

  InboxSweep(Look look, Draws draws) {
    this.look = look;
    this.share = draws.between(0.2, 0.6);
    this.most = 1 + draws.below(3);
    this.pixel = draws.chance(0.4);
  }

  @Override
  public void arrived(Mail mail, Hits out, Draws draws) {
    if (!draws.chance(share)) {
      return;
    }
    Instant sweep = sweeps.get(mail.campaign());
    if (sweep == null || sweep.isBefore(mail.deliveredAt())) {
      sweep = mail.deliveredAt().plus(draws.around(Duration.ofHours(3), 1));
      sweeps.put(mail.campaign(), sweep);
    }
    Instant at = sweep.plus(draws.seconds(0, 60));
    Block network = draws.pick(look.networks());
    if (pixel) {
      out.open(mail, look.rendering(network, draws), at);
      at = at.plus(draws.seconds(0.2, 4));
    }
    for (int link : Links.some(mail, most, false, true, draws)) {
      out.click(mail, look.from(network, draws), link, at);
      at = at.plus(draws.around(Duration.ofSeconds(2), 1));
    }
  }
}
