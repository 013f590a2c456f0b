package org.trueopen.standalone.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The demo's sender and its recipients: the same seed and size give the same world, person by
 * person.
 */
public final class DemoWorld {

  /** The sender's account. */
  public static final String ACCOUNT = "demo";

  public static final int DEFAULT_RECIPIENTS = 3000;

  private final long seed;
  private final List<Newsletter> newsletters;
  private final List<Recipient> recipients;

  /**
   * @param seed decides everything drawn at random
   * @param recipients how many people, at least 1
   */
  public DemoWorld(long seed, int recipients) {
    if (recipients < 1) {
      throw new IllegalArgumentException(
          "a demo needs at least one recipient, found " + recipients);
    }
    this.seed = seed;
    this.newsletters = Newsletters.load();
    this.recipients = populate(recipients);
  }

  public long seed() {
    return seed;
  }

  public List<Recipient> recipients() {
    return recipients;
  }

  public List<Newsletter> newsletters() {
    return newsletters;
  }

  /**
   * What one delivery will cause, in real-life order.
   *
   * @param links how many tracked links the delivered mail has
   * @param random draws for this delivery; give each its own for results that do not depend on
   *     order
   */
  public List<PlannedHit> plan(Recipient who, Newsletter mail, int links, RandomGenerator random) {
    var plan = new Plan(random, links, mail.interest());
    who.habit().act(who, plan);
    return plan.hits();
  }

  private List<Recipient> populate(int count) {
    List<Habit> habits = habits(count);
    Map<String, String> offices = new HashMap<>();
    Set<String> taken = new HashSet<>();
    List<Recipient> people = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      RandomGenerator random = Draw.generator(seed, 1, i);
      people.add(person(i, habits.get(i), random, offices, taken));
    }
    return List.copyOf(people);
  }

  /** Every habit in its exact share, dealt over the population like cards. */
  private List<Habit> habits(int count) {
    List<Habit> dealt = new ArrayList<>(count);
    double sum = 0;
    for (Habit habit : Habit.values()) {
      sum += habit.percent();
      while (dealt.size() < Math.round(sum / 100 * count)) {
        dealt.add(habit);
      }
    }
    RandomGenerator random = Draw.generator(seed, 2);
    for (int i = dealt.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Habit swap = dealt.get(i);
      dealt.set(i, dealt.get(j));
      dealt.set(j, swap);
    }
    return dealt;
  }

  private Recipient person(
      int number,
      Habit habit,
      RandomGenerator random,
      Map<String, String> offices,
      Set<String> taken) {
    String domain = Draw.oneOf(random, habit.domains());
    String office =
        offices.computeIfAbsent(
            domain, d -> Network.OFFICE.pick(Draw.generator(seed, 3, d.hashCode())));
    return new Recipient(
        number,
        Names.address(random, domain, taken),
        habit,
        Draw.oneOf(random, habit.programs()),
        habit.corporate() ? office : Network.BROADBAND.pick(random),
        Network.MOBILE.pick(random),
        UTC_OFFSETS[random.nextInt(UTC_OFFSETS.length)],
        openRate(random),
        0.04 + 0.26 * random.nextDouble(),
        Draw.chance(random, 0.12),
        Draw.chance(random, 0.08));
  }

  /** Western Europe mostly, some Britain and eastern America. */
  private static final int[] UTC_OFFSETS = {1, 1, 1, 1, 0, 0, -5, -5, 2};

  /** Some read nearly everything, most a little: a mean near one in three. */
  private static double openRate(RandomGenerator random) {
    double u = random.nextDouble();
    return 0.03 + 0.85 * u * u;
  }
}
