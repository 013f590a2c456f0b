package org.trueopen.benchmarks.world;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.trueopen.benchmarks.history.HistoryLines;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.history.Story;

/**
 * Plays a mix and writes it as a history for {@code ./trueopen replay}, with the truth as labels.
 * The same mix, size and seed give the same file.
 */
public final class World {

  /** A Monday. */
  private static final Instant START = Instant.parse("2026-09-07T06:00:00Z");

  private static final Duration PERIOD = Duration.ofDays(28);

  private final Mix mix;
  private final int deliveries;
  private final Draws draws;
  private final Block senders;
  private int sent;

  /**
   * @param deliveries how many at most; a world has whole sendings only
   */
  public World(Mix mix, int deliveries, long seed) {
    this.mix = mix;
    this.deliveries = deliveries;
    this.draws = new Draws(seed ^ mix.name().hashCode());
    this.senders = Networks.office(draws);
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
    int readers = Math.max(20, Math.min(deliveries / 4, 200_000));
    List<Recipient> population = Population.of(mix, readers, draws.split());
    int sendings = Math.max(1, deliveries / mix.recipientsPerSending());
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      HistoryLines lines = new HistoryLines(out, "sender.example");
      for (int i = 0; i < sendings && sent < deliveries; i++) {
        Instant at = START.plus(PERIOD.multipliedBy(i).dividedBy(sendings));
        send(i, at.plus(draws.seconds(0, 900)), population, lines);
      }
      return lines.stories();
    }
  }

  private void send(int number, Instant at, List<Recipient> population, HistoryLines lines)
      throws IOException {
    Hits out = new Hits();
    Draws chance = draws.split();
    int first = chance.below(population.size());
    int count =
        Math.min(Math.min(mix.recipientsPerSending(), population.size()), deliveries - sent);
    for (int i = 0; i < count; i++) {
      Recipient recipient = population.get((first + i) % population.size());
      // A server sends some fifty a second; the other side takes its time.
      Instant sentAt = at.plusMillis(20L * i);
      Instant delivered = sentAt.plus(chance.around(Duration.ofMillis(1500), 0.8));
      Mail mail =
          new Mail(
              "d" + sent++,
              "c" + number / campaignSize(),
              "news@sender.example",
              recipient.address(),
              sentAt,
              delivered,
              mix.links());
      lines.mail(mail, play(new Letter(mail, recipient), chance, out));
    }
    lines.hits(out, Instant.MAX);
  }

  /** Mail that goes to one at a time is still of few kinds. */
  private int campaignSize() {
    return mix.recipientsPerSending() == 1 ? 5000 : 1;
  }

  private boolean play(Letter letter, Draws chance, Hits out) {
    Machines machines = new Machines(chance, out);
    Recipient recipient = letter.recipient();
    if (recipient.gateway() != null && chance.chance(mix.scans())) {
      recipient.gateway().receive(letter, out, chance);
    }
    if (recipient.program()) {
      machines.program(letter);
    }
    if (chance.chance(mix.ownViews())) {
      machines.ownView(letter, senders);
    }
    return new Reading(mix, chance, out).play(letter);
  }
}
