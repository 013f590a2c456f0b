package org.trueopen.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the sender sent on each past day: its campaigns, and single mails all day long. */
final class SendSchedule {

  /** Single mails a day for every thousand recipients. */
  private static final int SINGLE_MAILS_PER_THOUSAND = 80;

  private final DemoWorld world;

  SendSchedule(DemoWorld world) {
    this.world = world;
  }

  /** Everything sent between the two instants, oldest first. */
  List<Send> between(Instant from, Instant to) {
    List<Send> sends = new ArrayList<>();
    LocalDate day = from.atZone(ZoneOffset.UTC).toLocalDate();
    for (; !day.atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(to); day = day.plusDays(1)) {
      sends.addAll(campaigns(day));
      sends.addAll(singleMails(day));
    }
    sends.removeIf(send -> send.at().isBefore(from) || send.at().isAfter(to));
    sends.sort(Comparator.comparing(Send::at));
    return sends;
  }

  private List<Send> campaigns(LocalDate day) {
    List<Send> sends = new ArrayList<>();
    for (int i = 0; i < world.newsletters().size(); i++) {
      Newsletter mail = world.newsletters().get(i);
      if (mail.days().contains(day.getDayOfWeek())) {
        RandomGenerator random = Draw.generator(world.seed(), 10, day.toEpochDay(), i);
        Instant start = day.atTime(mail.hour(), random.nextInt(50)).toInstant(ZoneOffset.UTC);
        sends.addAll(campaign(mail, start, random));
      }
    }
    return sends;
  }

  /** Goes out at some three mails a second, as a modest mail server would. */
  private List<Send> campaign(Newsletter mail, Instant start, RandomGenerator random) {
    List<Send> sends = new ArrayList<>();
    Instant at = start;
    for (Recipient who : world.recipients()) {
      if (Draw.chance(random, mail.reach())) {
        sends.add(new Send(at, mail, who));
        at = at.plusMillis(random.nextInt(100, 600));
      }
    }
    return sends;
  }

  private List<Send> singleMails(LocalDate day) {
    List<Newsletter> mails = world.newsletters().stream().filter(mail -> !mail.toMany()).toList();
    double[] weights = mails.stream().mapToDouble(Newsletter::weight).toArray();
    RandomGenerator random = Draw.generator(world.seed(), 11, day.toEpochDay());
    double perDay = SINGLE_MAILS_PER_THOUSAND * world.recipients().size() / 1000.0;
    List<Send> sends = new ArrayList<>();
    for (int hour = 0; hour < 24; hour++) {
      double expected = perDay * DayRhythm.shareOfMails(hour);
      int count = (int) expected + (Draw.chance(random, expected % 1) ? 1 : 0);
      Instant start = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
      for (int i = 0; i < count; i++) {
        Instant at = start.plus(Draw.between(random, Duration.ZERO, Duration.ofHours(1)));
        Newsletter mail = mails.get(Draw.weighted(random, weights));
        sends.add(new Send(at, mail, Draw.oneOf(random, world.recipients())));
      }
    }
    return sends;
  }
}
