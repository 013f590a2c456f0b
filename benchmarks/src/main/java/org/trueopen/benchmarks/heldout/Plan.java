package org.trueopen.benchmarks.heldout;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.benchmarks.world.Draws;

/** What is sent to a company's people or a household, and when. */
enum Plan {
  /** A salesperson's mails to some people of a company, days apart; then it is set up for them. */
  SEQUENCES {
    @Override
    List<Posting> postings(List<Person> group, Draws draws) {
      boolean customer = draws.chance(0.35);
      String sender =
          customer
              ? "welcome@held-out.example"
              : "rep-%d@held-out.example".formatted(draws.below(REPS));
      String sequence = (customer ? "onboarding-" : "sales-") + draws.below(customer ? 2 : 9);
      LocalDate start = FIRST_DAY.plusDays(draws.below(35));
      // Whole companies get to know the product; of others, some people are written to.
      int most = customer ? group.size() : Math.min(group.size(), 1 + draws.below(6));
      List<Posting> found = new ArrayList<>();
      for (Person person : group.subList(0, most)) {
        List<Integer> days = customer ? ONBOARDING_DAYS : SALES_DAYS;
        int steps = 2 + draws.below(days.size() - 1); // until they answer or give up
        for (int step = 0; step < steps; step++) {
          Instant at =
              workingDay(start.plusDays(days.get(step)))
                  .atTime(LocalTime.of(9, 0))
                  .toInstant(ZoneOffset.ofHours(person.hoursAhead()))
                  .plus(draws.seconds(0, 7 * 3600));
          String campaign = "%s-%d".formatted(sequence, step);
          found.add(new Posting(person, campaign, sender, at, customer ? 6 : 3));
        }
      }
      return found;
    }
  },
  /** What a contract brings: statements on a night of each month, the rest when it happens. */
  EVENTS {
    @Override
    List<Posting> postings(List<Person> group, Draws draws) {
      List<Posting> found = new ArrayList<>();
      for (Person person : group) {
        for (int month = 0; month < 3; month++) {
          if (draws.chance(0.8)) {
            Instant at =
                FIRST_DAY
                    .plusMonths(month)
                    .atTime(LocalTime.of(1, 30))
                    .toInstant(ZoneOffset.UTC)
                    .plus(draws.seconds(0, 3 * 3600));
            found.add(new Posting(person, "statement-" + month, "service@held-out.example", at, 3));
          }
        }
        for (int alert = draws.below(4); alert > 0; alert--) {
          Instant at = anyTime(draws, person.hoursAhead());
          found.add(new Posting(person, "alert", "alert@held-out.example", at, 2));
        }
        if (draws.chance(0.12)) {
          Instant at = anyTime(draws, person.hoursAhead());
          for (int step = 0; step < 3; step++) {
            found.add(new Posting(person, "claim-" + step, "claims@held-out.example", at, 3));
            at = at.plus(draws.seconds(1800, 6 * 86_400));
          }
        }
      }
      return found;
    }
  },
  /** To everybody, ever more often as the day comes near; and tickets to those who bought some. */
  COUNTDOWN {
    @Override
    List<Posting> postings(List<Person> group, Draws draws) {
      List<Posting> found = new ArrayList<>();
      boolean buys = draws.chance(0.2);
      for (Person person : group) {
        for (int i = 0; i < COUNTDOWN_DAYS.size(); i++) {
          Instant at =
              FIRST_DAY
                  .plusDays(COUNTDOWN_DAYS.get(i))
                  .atTime(i % 2 == 0 ? LocalTime.of(9, 30) : LocalTime.of(16, 10))
                  .toInstant(ZoneOffset.UTC)
                  .plus(draws.seconds(0, 2700));
          found.add(
              new Posting(person, "news-" + i, "hello@held-out.example", at, 8 + 2 * (i % 3)));
        }
        if (buys) {
          Instant at = anyTime(draws, person.hoursAhead());
          found.add(new Posting(person, "tickets", "tickets@held-out.example", at, 4));
        }
      }
      return found;
    }
  };

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 2); // a Wednesday
  private static final int DAYS = 84;
  private static final int REPS = 24;
  private static final List<Integer> SALES_DAYS = List.of(0, 3, 7, 13, 21, 34);
  private static final List<Integer> ONBOARDING_DAYS = List.of(0, 1, 3, 6, 10, 17);
  private static final List<Integer> COUNTDOWN_DAYS = List.of(0, 21, 35, 48, 55, 62);

  abstract List<Posting> postings(List<Person> group, Draws draws);

  private static LocalDate workingDay(LocalDate day) {
    LocalDate found = day;
    while (found.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
      found = found.plusDays(1);
    }
    return found;
  }

  /** When people buy and machines break: mostly by day, sometimes by night. */
  private static Instant anyTime(Draws draws, int hoursAhead) {
    Instant at =
        FIRST_DAY
            .plusDays(draws.below(DAYS))
            .atStartOfDay()
            .toInstant(ZoneOffset.ofHours(hoursAhead));
    return at.plus(draws.chance(0.9) ? draws.seconds(25_000, 82_000) : draws.seconds(0, 86_400));
  }
}
