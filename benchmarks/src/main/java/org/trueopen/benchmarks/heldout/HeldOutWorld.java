package org.trueopen.benchmarks.heldout;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.trueopen.benchmarks.history.HistoryLines;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.history.Story;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;

/**
 * Plays a held-out mix and writes it as a history for {@code ./trueopen replay}, with the truth as
 * labels. The same mix, size and seed give the same file. How its hits are judged is not to be
 * looked at while rules are tuned; once it was, replace this world (see the package).
 */
public final class HeldOutWorld {

  private final HeldOutMix mix;
  private final int deliveries;
  private final Draws draws;
  private final Society society;
  private final List<Block> office;
  private final Hits hits = new Hits();
  private int sent;

  /**
   * @param deliveries how many at most
   */
  public HeldOutWorld(HeldOutMix mix, int deliveries, long seed) {
    this.mix = mix;
    this.deliveries = deliveries;
    this.draws = new Draws(131 * seed + mix.name().hashCode());
    this.society = new Society(mix, draws.split());
    this.office = society.sendersLine();
  }

  /** In CIDR text: what the senders would set as their own. */
  public List<String> ownNetworks() {
    return office.stream().map(Block::cidr).toList();
  }

  /**
   * Writes the file, in the order in which things happen.
   *
   * @return what kind of behaviour each hit came from: that of hit {@code h17} is number 17
   */
  public List<Story> writeTo(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      HistoryLines lines = new HistoryLines(out, "held-out.example");
      for (Posting posting : postings()) {
        lines.hits(hits, posting.at());
        send(posting, lines);
      }
      lines.hits(hits, Instant.MAX);
      return lines.stories();
    }
  }

  /** Whole groups until there is enough, by time. */
  private List<Posting> postings() {
    List<Posting> found = new ArrayList<>();
    Draws chance = draws.split();
    while (found.size() < deliveries) {
      found.addAll(mix.plan().postings(society.next(), chance));
    }
    return found.subList(0, deliveries).stream().sorted(Comparator.comparing(Posting::at)).toList();
  }

  private void send(Posting posting, HistoryLines lines) throws IOException {
    Draws chance = draws.split();
    Person person = posting.person();
    Mail mail =
        new Mail(
            "d" + sent++,
            posting.campaign(),
            posting.sender(),
            person.address(),
            posting.at(),
            posting.at().plus(underWay(person, chance)),
            posting.links());
    for (Guard guard : person.guards()) {
      guard.arrived(mail, hits, chance);
    }
    Robots robots = new Robots(chance, hits);
    if (person.program()) {
      robots.receive(mail, mix.machines().archives());
    }
    if (chance.chance(mix.machines().ownViews())) {
      robots.ownView(mail, office);
    }
    Circle circle = new Circle(mix, society, chance, hits);
    lines.mail(mail, new Reading(mix, chance, hits, circle).play(mail, person));
  }

  private static Duration underWay(Person person, Draws chance) {
    Duration time = chance.around(Duration.ofMillis(1800), 0.9);
    if (chance.chance(0.02)) {
      time = time.plus(chance.seconds(60, 900)); // asked to come again later
    }
    for (Guard guard : person.guards()) {
      time = time.plus(guard.holds(chance));
    }
    return time;
  }
}
