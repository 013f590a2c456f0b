package org.trueopen.benchmarks.institution;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.trueopen.benchmarks.history.HistoryLines;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.history.Story;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/**
 * Plays a mix and writes it as a history for {@code ./trueopen replay}, with the truth as labels.
 * The same mix, size and seed give the same file.
 */
public final class InstitutionWorld {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 5); // a Monday
  private static final int DAYS = 28;

  private final InstitutionMix mix;
  private final int deliveries;
  private final Draws draws;
  private final Block senders;
  private int sent;

  /**
   * @param deliveries how many at most
   */
  public InstitutionWorld(InstitutionMix mix, int deliveries, long seed) {
    this.mix = mix;
    this.deliveries = deliveries;
    this.draws = new Draws(31 * seed + mix.name().hashCode());
    this.senders = Places.organisationV6(draws);
  }

  /** In CIDR text: what the senders would set as their own. */
  public List<String> ownNetworks() {
    return List.of(senders.cidr());
  }

  /**
   * Writes the file.
   *
   * @return what kind of behaviour each hit came from: that of hit {@code h17} is number 17
   */
  public List<Story> writeTo(Path file) throws IOException {
    List<Mailbox> mailboxes = Community.of(mix, Math.max(20, deliveries / 4), draws.split());
    int sendings = Math.max(1, deliveries / mix.sending().recipients());
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      HistoryLines lines = new HistoryLines(out, "institution.example");
      for (int i = 0; i < sendings && sent < deliveries; i++) {
        send(i, time(i * DAYS / sendings), mailboxes, lines);
      }
      return lines.stories();
    }
  }

  /** Nobody sends at the weekend: what falls there goes out on Friday. */
  private Instant time(int day) {
    LocalDate date = FIRST_DAY.plusDays(day);
    while (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
      date = date.minusDays(1);
    }
    return date.atTime(draws.pick(mix.sending().times()))
        .toInstant(ZoneOffset.UTC)
        .plus(draws.seconds(0, 600));
  }

  private void send(int number, Instant at, List<Mailbox> mailboxes, HistoryLines lines)
      throws IOException {
    Hits out = new Hits();
    Draws chance = draws.split();
    int first = chance.below(mailboxes.size());
    int count = Math.min(Math.min(mix.sending().recipients(), mailboxes.size()), deliveries - sent);
    for (int i = 0; i < count; i++) {
      Mailbox mailbox = mailboxes.get((first + i) % mailboxes.size());
      // A server that is asked to be gentle: eight a second.
      Mail mail = mail("c" + number, mailbox, at.plusMillis(125L * i), chance);
      lines.mail(mail, play(mail, mailbox, chance, out));
    }
    lines.hits(out, Instant.MAX);
  }

  private Mail mail(String campaign, Mailbox mailbox, Instant sentAt, Draws chance) {
    Instant delivered = sentAt.plus(chance.around(Duration.ofMillis(2500), 0.9));
    if (chance.chance(0.03)) {
      delivered = delivered.plus(chance.seconds(300, 1500)); // greylisted
    }
    if (mailbox.scanner() != null) {
      delivered = delivered.plus(mailbox.scanner().holds(chance));
    }
    return new Mail(
        "d" + sent++,
        campaign,
        "news@institution.example",
        mailbox.address(),
        sentAt,
        delivered,
        mix.sending().links());
  }

  private boolean play(Mail mail, Mailbox mailbox, Draws chance, Hits out) {
    if (mailbox.scanner() != null) {
      mailbox.scanner().receive(mail, out, chance);
    }
    Programs programs = new Programs(chance, out);
    if (mailbox.readers().isEmpty()) {
      programs.receive(mail);
    }
    if (chance.chance(mix.machines().ownViews())) {
      programs.ownView(mail, senders);
    }
    return new Readings(mix, chance, out).play(mail, mailbox);
  }
}
