package org.trueopen.standalone.chaos;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.trueopen.standalone.chaos.CounterWatch.Sample;
import org.trueopen.standalone.chaos.IngestTally.ProcessCount;
import org.trueopen.standalone.demo.HitAttempt;
import org.trueopen.standalone.demo.PlannedHit;

/** Prints a tally as tables. */
final class IngestReport {

  private static final String PHASE_HEAD =
      "%-30s %5s %5s %8s %8s %8s %8s %8s %9s %6s %8s"
          .formatted(
              "phase",
              "at s",
              "s",
              "asked",
              "ack'd",
              "no ans",
              "p99 ms",
              "max ms",
              "jrnl KiB",
              "lost",
              "missing");

  private final IngestTally tally;
  private final List<Sample> samples;
  private final Consumer<String> out;

  IngestReport(IngestTally tally, List<Sample> samples, Consumer<String> out) {
    this.tally = tally;
    this.samples = samples;
    this.out = out;
  }

  void print() {
    out.accept("");
    out.accept(PHASE_HEAD);
    long began = tally.phases().getFirst().from();
    tally.phases().forEach(phase -> out.accept(row(phase, began)));
    out.accept("");
    tally.phases().stream().filter(Phase::frozen).forEach(this::frozen);
    processes();
    out.accept(totals());
    List<String> problems = tally.problems();
    out.accept(
        problems.isEmpty()
            ? "Nothing is missing that was not counted as lost, and nothing is doubled."
            : "NOT CLEAN: " + String.join("; ", problems));
  }

  private String row(Phase phase, long began) {
    List<HitAttempt> asked = phase.of(tally.attempts());
    long acknowledged = asked.stream().filter(HitAttempt::acknowledged).count();
    Latency latency = Latency.of(asked);
    return "%-30s %5d %5d %8d %8d %8d %8.0f %8.0f %9s %6d %8d"
        .formatted(
            phase.title(),
            (phase.from() - began) / 1_000_000_000,
            (phase.to() - phase.from()) / 1_000_000_000,
            asked.size(),
            acknowledged,
            asked.size() - acknowledged,
            latency.p99Ms(),
            latency.slowestMs(),
            journalKib(phase),
            CounterWatch.lostBy(samples, phase.to()) - CounterWatch.lostBy(samples, phase.from()),
            tally.inStore().missingIn(phase));
  }

  /** The most the journal held, or a dash if there was none. */
  private String journalKib(Phase phase) {
    return samples.stream()
        .filter(sample -> phase.contains(sample.at()))
        .map(sample -> sample.counters().journal())
        .flatMap(Stream::ofNullable)
        .map(IngestCounters.Journal::bytes)
        .max(Long::compare)
        .map(bytes -> Long.toString((bytes + 1023) / 1024))
        .orElse("-");
  }

  private void frozen(Phase phase) {
    List<HitAttempt> asked = phase.of(tally.attempts());
    Latency opens = kind(asked, PlannedHit.Kind.OPEN);
    Latency clicks = kind(asked, PlannedHit.Kind.CLICK);
    out.accept(
        ("%s: pixels p99 %.0f ms, slowest %.0f ms; links p99 %.0f ms, slowest %.0f ms"
                + " (to be expected: 250 ms and 50 ms, and an fsync)")
            .formatted(
                phase.title(),
                opens.p99Ms(),
                opens.slowestMs(),
                clicks.p99Ms(),
                clicks.slowestMs()));
  }

  private static Latency kind(List<HitAttempt> asked, PlannedHit.Kind kind) {
    return Latency.of(asked.stream().filter(a -> a.target().kind() == kind).toList());
  }

  private void processes() {
    out.accept("");
    out.accept(
        "%-30s %9s %9s %9s %9s %9s %9s"
            .formatted(
                "ingest process", "received", "recorded", "rejected", "ignored", "lost", "open"));
    for (ProcessCount process : tally.processes()) {
      String title = process.pid() + " " + process.end().name().toLowerCase(Locale.ROOT);
      out.accept(
          counters(title, process.counters()) + (process.addsUp() ? "" : "  does not add up"));
    }
    out.accept(counters("all, as last seen", tally.counters()));
    out.accept("");
  }

  private static String counters(String title, IngestCounters c) {
    return "%-30s %9d %9d %9d %9d %9d %9d"
        .formatted(
            title, c.received(), c.recorded(), c.rejected(), c.ignored(), c.lost(), c.open());
  }

  private String totals() {
    IngestTally.Sums sums = tally.sums();
    return """
        asked for                             %8d
        acknowledged                          %8d
          of these missing in Kafka           %8d
          of these missing in ClickHouse      %8d
          counted as lost by ingest           %8d
        in Kafka, distinct                    %8d
          standing there more than once       %8d (allowed)
        in ClickHouse                         %8d
          more than once                      %8d
          by the hourly rollup                %8d
        deliveries opened, by their hits      %8d
          by their engagement                 %8d
        deliveries clicked, by their hits     %8d
          by their engagement                 %8d"""
        .formatted(
            tally.attempts().size(),
            tally.acknowledged(),
            tally.inTopic().missing().size(),
            tally.inStore().missing().size(),
            tally.counters().lost(),
            sums.topicHits(),
            sums.topicRepeated(),
            sums.stored(),
            tally.inStore().doubled(),
            sums.rollup(),
            sums.opened(),
            sums.rawOpened(),
            sums.clicked(),
            sums.rawClicked());
  }
}
