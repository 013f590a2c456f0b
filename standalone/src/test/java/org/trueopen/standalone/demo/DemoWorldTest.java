package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoWorldTest {

  @Test
  void sharesOfHabitsSumToTheWholePopulation() {
    double sum = Arrays.stream(Habit.values()).mapToDouble(Habit::percent).sum();

    assertThat(sum).isCloseTo(100, within(1e-9));
  }

  @Test
  void everyHabitHasItsShareOfThePopulation() {
    Map<Habit, Long> people =
        new DemoWorld(1, 3000)
            .recipients().stream()
                .collect(Collectors.groupingBy(Recipient::habit, Collectors.counting()));

    assertThat(people).hasSize(Habit.values().length);
    people.forEach(
        (habit, count) ->
            assertThat(count.doubleValue())
                .as(habit.name())
                .isCloseTo(habit.percent() * 30, within(1.0)));
  }

  @Test
  void sameSeedGivesTheSameWorldAndAnotherSeedAnother() {
    List<Recipient> people = new DemoWorld(5, 200).recipients();

    assertThat(new DemoWorld(5, 200).recipients()).isEqualTo(people);
    assertThat(new DemoWorld(6, 200).recipients()).isNotEqualTo(people);
  }

  @Test
  void addressesAreUniqueAndUnderReservedDomains() {
    List<Recipient> people = new DemoWorld(1, 3000).recipients();

    assertThat(people).extracting(Recipient::address).doesNotHaveDuplicates();
    assertThat(people).allMatch(who -> who.domain().endsWith(".example"));
    assertThat(people).allMatch(who -> who.address().matches("[a-z0-9.]+@[a-z-]+\\.example"));
  }

  @Test
  void colleaguesShareTheirOfficesAddressAndNobodyElseHasIt() {
    Map<String, List<Recipient>> byHome =
        new DemoWorld(1, 3000)
            .recipients().stream().collect(Collectors.groupingBy(Recipient::home));

    assertThat(byHome.values())
        .allSatisfy(
            people -> assertThat(people.stream().map(Recipient::domain).distinct()).hasSize(1));
    assertThat(byHome.values())
        .filteredOn(people -> people.getFirst().habit().corporate())
        .allSatisfy(people -> assertThat(people).allMatch(who -> who.habit().corporate()));
  }
}
