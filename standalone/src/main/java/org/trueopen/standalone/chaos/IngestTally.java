package org.trueopen.standalone.chaos;

import java.util.ArrayList;
import java.util.List;
import org.trueopen.standalone.demo.HitAttempt;
import org.trueopen.standalone.demo.HitLoad;

/**
 * What was acknowledged beside what Kafka and ClickHouse hold and what ingest says of itself.
 *
 * @param attempts all requests
 * @param phases in which each of them was begun
 * @param processes the ingest processes in the order of their starts
 */
record IngestTally(
    List<HitAttempt> attempts,
    List<Phase> phases,
    HitComparison inTopic,
    HitComparison inStore,
    Sums sums,
    List<ProcessCount> processes) {

  /**
   * @param topicHits distinct hits in Kafka
   * @param topicRepeated how many of them stand there more than once, which is allowed
   * @param topicMalformed records in Kafka that are no hit
   * @param stored hits in ClickHouse
   * @param rollup what the hourly rollup adds up to
   * @param opened deliveries that by their hits were opened
   * @param rawOpened deliveries that by their engagement were
   * @param clicked deliveries that by their hits were clicked
   * @param rawClicked deliveries that by their engagement were
   */
  record Sums(
      long topicHits,
      long topicRepeated,
      long topicMalformed,
      long stored,
      long rollup,
      long opened,
      long rawOpened,
      long clicked,
      long rawClicked) {}

  /** The last word of an ingest process. */
  record ProcessCount(long pid, FaultRun.End end, IngestCounters counters) {

    /**
     * Whether all it received is in one counter or another. One that was asked to stop could not be
     * asked again when its last answers were out, and one that was killed may have said anything.
     */
    boolean addsUp() {
      return switch (end) {
        case RUNNING -> counters.open() == 0;
        case STOPPED -> Math.abs(counters.open()) <= HitLoad.MAX_REQUESTS_AT_ONCE;
        case KILLED -> true;
      };
    }
  }

  IngestTally {
    attempts = List.copyOf(attempts);
    phases = List.copyOf(phases);
    processes = List.copyOf(processes);
  }

  long acknowledged() {
    return attempts.stream().filter(HitAttempt::acknowledged).count();
  }

  /** The last words of all processes together. */
  IngestCounters counters() {
    return processes.stream()
        .map(ProcessCount::counters)
        .reduce(IngestCounters.NONE, IngestCounters::plus);
  }

  /** Whether ingest may lose what is begun now, provided that it counts it. */
  static boolean mayBeLost(List<Phase> phases, HitAttempt attempt) {
    return phases.stream().anyMatch(p -> p.mayLose() && p.contains(attempt.sentAt()));
  }

  /** Everything that is not as it should be, in words; empty if all is well. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    addMissing(problems, "Kafka", inTopic);
    addMissing(problems, "ClickHouse", inStore);
    addUnless(problems, inTopic.doubled() == 0, "Kafka holds more hits than were asked for");
    addUnless(problems, inStore.doubled() == 0, "ClickHouse holds hits more than once");
    addUnless(problems, sums.topicMalformed() == 0, "Kafka holds records that are no hits");
    addUnless(
        problems, sums.topicHits() == sums.stored(), "Kafka and ClickHouse hold different hits");
    addUnless(problems, sums.stored() == sums.rollup(), "the hourly rollup has another sum");
    addUnless(
        problems,
        sums.opened() == sums.rawOpened() && sums.clicked() == sums.rawClicked(),
        "engagement has other sums than the hits");
    addUnless(
        problems,
        counters().rejected() + counters().ignored() == 0,
        "ingest rejected or ignored requests, so what was counted is not what was asked for");
    addUnless(
        problems,
        processes.stream().allMatch(ProcessCount::addsUp),
        "an ingest process has received more than its other counters add up to, or less");
    return problems;
  }

  private void addMissing(List<String> problems, String where, HitComparison comparison) {
    long all = comparison.missing().size();
    long allowed = comparison.missing().stream().filter(a -> mayBeLost(phases, a)).count();
    addUnless(
        problems,
        all == allowed,
        (all - allowed)
            + " acknowledged hits are missing in "
            + where
            + ", and no full disk is why");
    addUnless(
        problems,
        allowed <= counters().lost(),
        allowed + " hits of the full disk are missing in " + where + ", more than counted as lost");
  }

  private static void addUnless(List<String> problems, boolean well, String problem) {
    if (!well) {
      problems.add(problem);
    }
  }
}
