package org.trueopen.benchmarks.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.trueopen.benchmarks.ingest.Report;
import org.trueopen.benchmarks.ingest.Spread;
import org.trueopen.benchmarks.job.JobWorkbench.Found;
import org.trueopen.benchmarks.job.JobWorkbench.Sample;

/** The tables of the job's benchmark. */
final class JobTable {

  /** The job's CPU for a hit, in ratio to the plain copy's. */
  private static final double GOAL = 2.0;

  /** Seconds from a hit to its verdict, p99 with the default interval of checkpoints. */
  private static final double LATENCY_GOAL = 10;

  private final JobWorkbench.Settings settings;
  private final List<Found> found;

  JobTable(JobWorkbench.Settings settings, List<Found> found) {
    this.settings = settings;
    this.found = found;
  }

  void write(Report report) {
    report.line("# What a hit costs in the job").line("");
    report.line(
        "%d interleaved rounds of %,d hits that lay in the topic; minimum/**median**/maximum."
            .formatted(settings.rounds(), settings.hits()));
    report.line("");
    report.line("| Deliveries | Hits | Variant | CPU us/hit | hits/s | resident MiB |");
    report.line("|---|---|---|---|---|---|");
    for (Found each : found) {
      for (Variant variant : settings.variants()) {
        report.line(
            "| %,d | %s | %s | %s | %s | %d |"
                .formatted(
                    each.deliveries(),
                    each.reading().title,
                    variant.title,
                    spread(each, variant, Sample::micros).text(1),
                    spread(each, variant, Sample::perSecond).text(0),
                    each.resident().getOrDefault(variant, 0L) >> 20));
      }
    }
    report.line("");
    if (settings.variants().contains(Variant.FULL)) {
      found.forEach(each -> ratios(report, each));
    }
    if (settings.variants().containsAll(List.of(Variant.KEEP, Variant.COPY))) {
      found.forEach(each -> ratioOfKeeping(report, each));
    }
    checkpoints(report);
  }

  /**
   * @param job whose it is
   */
  static void latency(Variant job, VerdictLatency found, Report report) {
    report.line("# From a hit to its verdict in ClickHouse").line("");
    report.line(
        "%s, %d hits a second: p50 %.1f s, p90 %.1f s, slowest of %,d %.1f s."
            .formatted(
                job.title,
                found.rate(),
                found.seconds(50),
                found.seconds(90),
                found.hits(),
                found.seconds(100)));
    report.verdict(
        found.seconds(99) <= LATENCY_GOAL,
        "p99 %.1f s; at most %.0f is asked".formatted(found.seconds(99), LATENCY_GOAL));
  }

  private void ratios(Report report, Found of) {
    for (Variant peer : List.of(Variant.PASS, Variant.KEEP, Variant.OTHER, Variant.COPY)) {
      if (settings.variants().contains(peer)) {
        Spread ratio = ratio(of, Variant.FULL, peer);
        String text =
            "CPU of the job with %,d deliveries, hits %s, in ratio to %s, round by round: %s"
                .formatted(of.deliveries(), of.reading().title, peer.title, ratio.ratio());
        if (peer == Variant.COPY) {
          report.verdict(ratio.median() <= GOAL, text + "; aim: at most " + GOAL);
        } else {
          report.line(text);
        }
        report.line("");
      }
    }
  }

  /** What no job can go below that remembers deliveries as this one does. */
  private static void ratioOfKeeping(Report report, Found of) {
    report
        .line(
            "CPU of %s with %,d deliveries, hits %s, in ratio to %s, round by round: %s"
                .formatted(
                    Variant.KEEP.title,
                    of.deliveries(),
                    of.reading().title,
                    Variant.COPY.title,
                    ratio(of, Variant.KEEP, Variant.COPY).ratio()))
        .line("");
  }

  private void checkpoints(Report report) {
    report.line(
        "| Deliveries | Hits | Checkpoints of | state MiB | bytes a delivery | written each, KiB | ms"
            + " | one every, ms |");
    report.line("|---|---|---|---|---|---|---|---|");
    for (Found each : found) {
      each.checkpoints()
          .forEach(
              (variant, seen) ->
                  report.line(
                      "| %,d | %s | %s | %d | %d | %d | %d | %d |"
                          .formatted(
                              each.deliveries(),
                              each.reading().title,
                              variant.title,
                              seen.stateBytes() >> 20,
                              seen.stateBytes() / each.deliveries(),
                              seen.writtenBytes() >> 10,
                              seen.millis(),
                              seen.everyMillis())));
    }
    report.line("");
  }

  private static Spread ratio(Found found, Variant variant, Variant peer) {
    List<Sample> ours = of(found, variant);
    List<Sample> theirs = of(found, peer);
    List<Double> paired = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      paired.add(ours.get(i).micros() / theirs.get(i).micros());
    }
    return Spread.of(paired);
  }

  private static List<Sample> of(Found found, Variant variant) {
    return found.samples().stream().filter(sample -> sample.variant() == variant).toList();
  }

  private static Spread spread(Found found, Variant variant, ToDoubleFunction<Sample> figure) {
    return Spread.of(of(found, variant).stream().mapToDouble(figure).boxed().toList());
  }
}
