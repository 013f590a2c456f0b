package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.benchmarks.world.Networks;
import org.trueopen.verdict.VerdictClass;

/** What the owner of a mailbox does with a mail. */
final class Reading {

  private static final Duration LONGEST_UNTIL_RETURN = Duration.ofDays(50);

  private final HeldOutMix.Conduct conduct;
  private final Draws draws;
  private final Hits out;
  private final Providers providers;
  private final Circle circle;

  Reading(HeldOutMix mix, Draws draws, Hits out, Circle circle) {
    this.conduct = mix.people().conduct();
    this.draws = draws;
    this.out = out;
    this.providers = new Providers(mix.machines().prefetches(), draws, out);
    this.circle = circle;
  }

  /** True if it was read. */
  boolean play(Mail mail, Person person) {
    if (person.program()) {
      return false;
    }
    providers.ahead(mail, person.devices().getFirst().program());
    if (!draws.chance(conduct.reads() * person.interest())) {
      return false;
    }
    Instant at =
        person.rhythm().after(mail.deliveredAt(), person.phase(), person.hoursAhead(), draws);
    Device device = draws.chance(0.72) ? person.devices().getFirst() : anyOf(person);
    look(mail, person, device, at);
    if (draws.chance(conduct.clicks() * person.interest())) {
      clicks(mail, person, device, at.plus(pause(draws)));
    }
    lookAgain(mail, person, device, at);
    if (draws.chance(conduct.forwards())) {
      circle.forward(mail, person, device, at.plus(draws.around(Duration.ofMinutes(9), 1.4)));
    }
    return true;
  }

  private void lookAgain(Mail mail, Person person, Device device, Instant at) {
    if (draws.chance(0.14)) {
      look(mail, person, device, at.plus(draws.around(Duration.ofSeconds(45), 1)));
    }
    if (draws.chance(0.12)) {
      look(mail, person, anyOf(person), at.plus(draws.around(Duration.ofHours(7), 1)));
    }
    if (draws.chance(conduct.returns())) {
      // Where was that address again, and when does it begin?
      Duration wait = draws.around(Duration.ofDays(16), 0.7);
      boolean far = wait.compareTo(LONGEST_UNTIL_RETURN) > 0;
      Instant later = at.plus(far ? LONGEST_UNTIL_RETURN : wait);
      Device found = anyOf(person);
      look(mail, person, found, later);
      if (draws.chance(0.35)) {
        click(mail, person, found, Links.clicked(mail, draws), later.plus(pause(draws)));
      }
    }
  }

  private Device anyOf(Person person) {
    return draws.pick(person.devices());
  }

  /** From seeing a mail to pressing on a link; who knows it from the preview is quick. */
  static Duration pause(Draws draws) {
    return draws.seconds(1.3, 4).plus(draws.around(Duration.ofSeconds(13), 1.2));
  }

  private void look(Mail mail, Person person, Device device, Instant at) {
    if (!person.imagesOff()) {
      providers.open(mail, device, at);
    }
    for (Guard guard : person.guards()) {
      guard.opened(mail, device, at, out, draws);
    }
  }

  /** Mostly one link; some open what interests them in tabs, one quickly after the other. */
  private void clicks(Mail mail, Person person, Device device, Instant first) {
    int count = draws.chance(0.75) ? 1 : 2 + draws.below(draws.chance(0.15) ? 6 : 2);
    boolean tabs = draws.chance(0.3);
    Instant at = first;
    int last = -1;
    for (int i = 0; i < count; i++) {
      int link = Links.clicked(mail, draws);
      if (link != last) {
        click(mail, person, device, link, at);
        if (draws.chance(conduct.chats())) {
          circle.chat(mail, link, device, at.plus(draws.around(Duration.ofMinutes(3), 1)));
        }
      }
      last = link;
      at = at.plus(tabs ? draws.seconds(0.7, 5) : draws.around(Duration.ofSeconds(70), 1));
    }
  }

  private void click(Mail mail, Person person, Device device, int link, Instant at) {
    Caller caller = caller(device);
    for (Guard guard : person.guards()) {
      guard.clicked(mail, device, link, at, out, draws);
    }
    out.click(mail, caller, link, at);
    if (draws.chance(0.035)) {
      // Pressed twice, or back and once more.
      out.click(mail, caller, link, at.plus(draws.around(Duration.ofSeconds(3), 1)));
    }
  }

  /** Safari of those who pay Apple for it leaves through the relay, if no other tunnel has it. */
  private Caller caller(Device device) {
    boolean tunnelled = device.where().atWork() || device.where() == Whereabouts.RENTED_VPN;
    if (!tunnelled && device.program().apple() && draws.chance(0.22)) {
      return new Caller(
          "click, private relay",
          VerdictClass.PERSON,
          draws.pick(Networks.APPLE_RELAY).address(draws),
          device.browser(),
          device.pageHeaders());
    }
    return device.clicking("click", draws);
  }
}
