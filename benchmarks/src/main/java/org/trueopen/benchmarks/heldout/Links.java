package org.trueopen.benchmarks.heldout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;

/** Which of a mail's links somebody or something takes. */
final class Links {

  private Links() {}

  /** Top links are clicked more; the last, which unsubscribes, hardly. */
  static int clicked(Mail mail, Draws draws) {
    if (draws.chance(0.015)) {
      return mail.unsubscribeLink();
    }
    return Math.min(draws.below(mail.unsubscribeLink()), draws.below(mail.unsubscribeLink()));
  }

  /** Up to so many, in the mail's order or in any. */
  static List<Integer> some(
      Mail mail, int most, boolean unsubscribes, boolean sorted, Draws draws) {
    List<Integer> links = new ArrayList<>();
    for (int link = 0; link < (unsubscribes ? mail.links() : mail.unsubscribeLink()); link++) {
      links.add(link);
    }
    if (!sorted) {
      Collections.shuffle(links, new Random(draws.bits()));
    }
    return links.subList(0, Math.min(most, links.size()));
  }
}
