package org.trueopen.standalone.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.trueopen.standalone.demo.PlannedHit.Kind;

/** The hits one delivery will cause, while the behaviours around it write them down. */
final class Plan {

  private final RandomGenerator random;
  private final int links;
  private final double interest;
  private final List<PlannedHit> hits = new ArrayList<>();
  private Optional<Duration> firstRead = Optional.empty();

  /**
   * @param links how many tracked links the mail has
   * @param interest how much likelier than an ordinary newsletter this mail is to be read
   */
  Plan(RandomGenerator random, int links, double interest) {
    this.random = random;
    this.links = links;
    this.interest = interest;
  }

  RandomGenerator random() {
    return random;
  }

  int links() {
    return links;
  }

  double interest() {
    return interest;
  }

  boolean chance(double probability) {
    return Draw.chance(random, probability);
  }

  void open(Duration visit, Duration within, Agent agent, String ip, TrueClass label) {
    hits.add(new PlannedHit(visit, within, Kind.OPEN, -1, "GET", ip, agent, label));
  }

  void click(Duration visit, Duration within, int link, Agent agent, String ip, TrueClass label) {
    click(visit, within, link, "GET", agent, ip, label);
  }

  void click(
      Duration visit,
      Duration within,
      int link,
      String method,
      Agent agent,
      String ip,
      TrueClass label) {
    hits.add(new PlannedHit(visit, within, Kind.CLICK, link, method, ip, agent, label));
  }

  /** Notes that the recipient reads the mail, seen or not, so that what follows reading can. */
  void read(Duration visit) {
    if (firstRead.isEmpty()) {
      firstRead = Optional.of(visit);
    }
  }

  Optional<Duration> firstRead() {
    return firstRead;
  }

  /** The hits in the order they would come in real life. */
  List<PlannedHit> hits() {
    return hits.stream().sorted(Comparator.comparing(PlannedHit::delay)).toList();
  }
}
