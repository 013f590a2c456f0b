package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;

/** See {@link Tactic#TWO_STAGES}. */
final class TwoStages implements Guard {

  private final Look first;
  private final Look second;
  private final double share;
  private final boolean heads;
  private final boolean unsubscribes;
  private final boolean pixel;
  private final int most;
  private final Duration queue;

  TwoStages(Look first, Look second, Draws draws) {
    this.first = first;
    this.second = second;
    this.share = draws.between(0.2, 0.7);
    this.heads = draws.chance(0.35);
    this.unsubscribes = draws.chance(0.5);
    this.pixel = draws.chance(0.6);
    this.most = draws.pick(List.of(2, 4, 100));
    this.queue = draws.seconds(4, 90);
  }

  @Override
  public void arrived(Mail mail, Hits out, Draws draws) {
    if (!draws.chance(share)) {
      return;
    }
    Instant at = mail.deliveredAt().plus(draws.around(queue, 0.7));
    if (pixel) {
      out.open(mail, first.rendering(draws), at);
      at = at.plus(draws.around(Duration.ofSeconds(15), 0.8));
    }
    for (int link : Links.some(mail, most, unsubscribes, true, draws)) {
      out.click(mail, first.caller(draws), link, at, heads ? "HEAD" : "GET");
      if (draws.chance(0.25)) {
        Instant later = at.plus(draws.around(Duration.ofMinutes(4), 1));
        out.click(mail, second.caller(draws), link, later);
      }
      at = at.plus(draws.around(Duration.ofMillis(250), 1));
    }
  }
}
