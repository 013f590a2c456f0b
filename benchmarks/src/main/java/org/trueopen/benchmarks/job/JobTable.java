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

  private final JobWorkbench.Settings settings;
  private final Found found;

  JobTable(JobWorkbench.Settings settings, Found found) {
    this.settings = settings;
    this.found = found;
  }

  void write(Report report) {
    report.line("# What a hit costs in the job").line("");
    report.line(
        "%,d deliveries in its state; %d interleaved rounds of %,d hits that lay in the topic; minimum/**median**/maximum."
            .formatted(settings.deliveries(), settings.rounds(), settings.hits()));
    report.line("");
    report.line("| Variant | CPU us/hit | hits/s | resident MiB |");
    report.line("|---|---|---|---|");
    for (Variant variant : settings.variants()) {
      report.line(
          "| %s | %s | %s | %d |"
              .formatted(
                  variant.title,
                  spread(variant, Sample::micros).text(1),
                  spread(variant, Sample::perSecond).text(0),
                  found.resident().getOrDefault(variant, 0L) >> 20));
    }
    report.line("");
    ratios(report);
    checkpoints(report);
  }

  private void ratios(Report report) {
    if (!settings.variants().contains(Variant.FULL)) {
      return;
    }
    for (Variant peer : List.of(Variant.PASS, Variant.OTHER, Variant.COPY)) {
      if (settings.variants().contains(peer)) {
        Spread ratio = ratio(peer);
        String text =
            "CPU of the job in ratio to " + peer.title + ", round by round: " + ratio.ratio();
        if (peer == Variant.COPY) {
          report.verdict(ratio.median() <= GOAL, text + "; aim: at most " + GOAL);
        } else {
          report.line(text);
        }
        report.line("");
      }
    }
  }

  private void checkpoints(Report report) {
    report.line("| Checkpoints of | state MiB | bytes a delivery | written each, KiB | ms |");
    report.line("|---|---|---|---|---|");
    found
        .checkpoints()
        .forEach(
            (variant, seen) ->
                report.line(
                    "| %s | %d | %d | %d | %d |"
                        .formatted(
                            variant.title,
                            seen.stateBytes() >> 20,
                            seen.stateBytes() / settings.deliveries(),
                            seen.writtenBytes() >> 10,
                            seen.millis())));
    report.line("");
  }

  private Spread ratio(Variant peer) {
    List<Sample> ours = of(Variant.FULL);
    List<Sample> theirs = of(peer);
    List<Double> paired = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      paired.add(ours.get(i).micros() / theirs.get(i).micros());
    }
    return Spread.of(paired);
  }

  private List<Sample> of(Variant variant) {
    return found.samples().stream().filter(sample -> sample.variant() == variant).toList();
  }

  private Spread spread(Variant variant, ToDoubleFunction<Sample> figure) {
    return Spread.of(of(variant).stream().mapToDouble(figure).boxed().toList());
  }
}
