package org.trueopen.benchmarks.institution;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.benchmarks.world.Networks;
import org.trueopen.verdict.VerdictClass;

/** What the people of a mailbox do with a mail. */
final class Readings {

  private final InstitutionMix mix;
  private final Draws draws;
  private final Hits out;
  private final Providers providers;
  private final Sharing sharing;

  Readings(InstitutionMix mix, Draws draws, Hits out) {
    this.mix = mix;
    this.draws = draws;
    this.out = out;
    this.providers = new Providers(draws, out);
    this.sharing = new Sharing(mix, draws, out, providers);
  }

  /** True if anybody read it. */
  boolean play(Mail mail, Mailbox mailbox) {
    boolean read = false;
    for (Reader reader : mailbox.readers()) {
      providers.preload(mail, reader.setup(), mix.machines().prefetches());
      if (draws.chance(mix.people().reads() * reader.eagerness())) {
        read(mail, reader, mailbox.scanner());
        read = true;
      }
    }
    return read;
  }

  private void read(Mail mail, Reader reader, @Nullable Scanner scanner) {
    Instant at = reader.habit().after(mail.deliveredAt(), draws);
    Device device = reader.devices().getFirst();
    if (reader.habit() == Habit.COMMUTING && reader.devices().size() > 1) {
      device = reader.devices().getLast();
    }
    look(mail, reader, device, scanner, at);
    if (draws.chance(0.18)) {
      // To another mail and back, or once more another day on whatever is at hand.
      boolean soon = draws.chance(0.4);
      Duration gap = soon ? draws.seconds(6, 75) : draws.around(Duration.ofHours(14), 1);
      Device again = soon ? device : draws.pick(reader.devices());
      look(mail, reader, again, scanner, at.plus(gap));
    }
    if (draws.chance(mix.people().clicks())) {
      Instant later = at.plus(draws.around(Duration.ofSeconds(18), 1));
      clicks(mail, reader, device, scanner, later);
    }
    if (draws.chance(mix.people().forwards())) {
      sharing.forward(mail, device, at.plus(draws.around(Duration.ofMinutes(8), 1.3)));
    }
  }

  private void look(
      Mail mail, Reader reader, Device device, @Nullable Scanner scanner, Instant at) {
    if (!reader.imagesOff()) {
      providers.open(mail, reader.setup(), device, at);
    }
    if (scanner != null) {
      scanner.opened(mail, device, at, out, draws);
    }
  }

  /** One link mostly; some look at several, a few at nearly all, one tab each. */
  private void clicks(
      Mail mail, Reader reader, Device device, @Nullable Scanner scanner, Instant first) {
    int count = draws.chance(0.72) ? 1 : 1 + draws.below(draws.chance(0.1) ? mail.links() : 3);
    Instant at = first;
    for (int i = 0; i < count; i++) {
      int link = draws.below(mail.unsubscribeLink());
      if (i == 0 && draws.chance(0.02)) {
        link = mail.unsubscribeLink();
      }
      click(mail, reader, device, link, at);
      if (scanner != null) {
        scanner.clicked(mail, link, at, out, draws);
      }
      if (draws.chance(mix.people().chats())) {
        sharing.chat(mail, link, device, at.plus(draws.around(Duration.ofMinutes(2), 0.8)));
      }
      at =
          at.plus(
              draws.chance(0.3) ? draws.seconds(0.6, 4) : draws.around(Duration.ofMinutes(1), 1));
    }
  }

  private void click(Mail mail, Reader reader, Device device, int link, Instant at) {
    boolean relay = reader.setup() == Setup.APPLE && draws.chance(0.2);
    Block from = relay ? draws.pick(Networks.APPLE_RELAY) : device.pages();
    out.click(
        mail,
        new Caller(
            "click, "
                + (relay ? "private relay" : device.story())
                + (reader.imagesOff() ? ", images off" : ""),
            VerdictClass.PERSON,
            from.address(draws),
            device.browser(),
            device.pageHeaders()),
        link,
        at);
    if (draws.chance(0.04)) {
      // Pressed twice, or the page did not come.
      out.click(
          mail,
          new Caller(
              "click again at once",
              VerdictClass.PERSON,
              from.address(draws),
              device.browser(),
              device.pageHeaders()),
          link,
          at.plus(draws.seconds(0.3, 9)));
    }
  }
}
