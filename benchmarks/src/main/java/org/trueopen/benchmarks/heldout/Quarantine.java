package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;

/** Most mail passes at once; the rest waits for minutes to hours, and is looked at meanwhile. */
final class Quarantine implements Guard {

  private final Look look;
  private final double share;
  private final boolean pixel;

  Quarantine(Look look, Draws draws) {
    this.look = look;
    this.share = draws.between(0.1, 0.4);
    this.pixel = draws.chance(0.6);
  }

  @Override
  public Duration holds(Draws draws) {
    return draws.chance(share)
        ? Duration.ofSeconds(60).plus(draws.around(Duration.ofMinutes(25), 1.1))
        : Duration.ZERO;
  }

  @Override
  public void arrived(Mail mail, Hits out, Draws draws) {
    double seconds = Duration.between(mail.sentAt(), mail.deliveredAt()).toSeconds();
    if (seconds < 60) {
      return; // it was not kept
    }
    Instant at = mail.sentAt().plus(draws.seconds(2, seconds / 4));
    if (pixel) {
      out.open(mail, look.rendering(draws), at);
    }
    for (int link : Links.some(mail, 5, true, true, draws)) {
      at = at.plus(draws.seconds(0.5, seconds / 10));
      out.click(mail, look.caller(draws), link, at);
    }
  }
}
