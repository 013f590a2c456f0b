package org.trueopen.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The tables of the interleaved rounds. */
final class MainReport {

  private final Settings settings;
  private final List<Sample> samples;
  private final Map<Variant, Double> allocated;
  private final List<String> problems;
  private final List<String> remarks;

  /**
   * @param allocated bytes a hit, of the JVMs
   * @param problems what went wrong under load
   * @param remarks what a reader must know besides, as which variants were left out
   */
  MainReport(
      Settings settings,
      List<Sample> samples,
      Map<Variant, Double> allocated,
      List<String> problems,
      List<String> remarks) {
    this.settings = settings;
    this.samples = samples;
    this.allocated = allocated;
    this.problems = problems;
    this.remarks = remarks;
  }

  void write(Report report) {
    report.line("# What a hit costs").line("");
    report.line(
        "%d interleaved rounds of %d s a figure; server on core %d, wrk and Kafka on core %d; requests %s `X-Forwarded-For`."
            .formatted(
                settings.rounds(),
                settings.seconds(),
                Java.SERVER_CORE,
                Java.LOAD_CORE,
                settings.forwarded() ? "with" : "without"));
    if (!settings.ingest().isEmpty()) {
      report.line("TrueOpen was started with " + settings.ingest() + '.');
    }
    report.line("Figures are minimum/**median**/maximum of the rounds.").line("");
    for (int connections : settings.connections()) {
      figures(report, connections);
    }
    ratios(report);
    medianAnswer(report);
    allocations(report);
    remarks.forEach(line -> report.line("- " + line));
    problems.forEach(report::problem);
    if (problems.isEmpty()) {
      report.line(
          "Every answer was the pixel; every hit that TrueOpen answered is in Kafka once, by the topic's end offsets.");
    }
  }

  private void figures(Report report, int connections) {
    report.line("## %d connections".formatted(connections)).line("");
    report.line("| Variant | CPU us/hit | requests/s | p50 ms | p99 ms |");
    report.line("|---|---|---|---|---|");
    for (Variant variant : measured()) {
      List<Sample> mine = of(variant, connections);
      report.line(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  variant.title,
                  spread(mine, Sample::microsPerHit).text(1),
                  spread(mine, sample -> sample.load().perSecond()).text(0),
                  spread(mine, sample -> sample.load().p50Millis()).text(2),
                  spread(mine, sample -> sample.load().p99Millis()).text(1)));
    }
    report.line("");
  }

  private void ratios(Report report) {
    if (!measured().contains(Variant.INGEST)) {
      return;
    }
    report.line("## TrueOpen's CPU per hit, in ratio to the peer's of the same round").line("");
    report.line("| Peer | Connections | Median of paired ratios | must | aim | |");
    report.line("|---|---|---|---|---|---|");
    for (int connections : settings.connections()) {
      for (Variant peer : measured()) {
        if (peer != Variant.INGEST) {
          ratio(report, peer, connections);
        }
      }
    }
    report.line("");
    report.line(
        "The bounds beside lua-resty-kafka were set for Divolte, a collector that cost about as much.");
    report.line("");
  }

  private void ratio(Report report, Variant peer, int connections) {
    List<Sample> ours = of(Variant.INGEST, connections);
    List<Sample> theirs = of(peer, connections);
    List<Double> paired = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      paired.add(ours.get(i).microsPerHit() / theirs.get(i).microsPerHit());
    }
    Spread spread = Spread.of(paired);
    Optional<Goal> goal =
        Goal.ALL.stream()
            .filter(one -> one.peer() == peer && one.connections() == connections)
            .findFirst();
    report.line(
        "| %s | %d | %s | %s | %s |"
            .formatted(
                peer.title,
                connections,
                spread.ratio(),
                goal.map(Goal::text).orElse(" | "),
                goal.map(one -> one.judge(spread.median())).orElse("")));
    report.count(goal.map(one -> one.isMet(spread.median())).orElse(true));
  }

  private void medianAnswer(Report report) {
    List<Sample> mine = of(Variant.INGEST, 64);
    if (!mine.isEmpty()) {
      double median = spread(mine, sample -> sample.load().p50Millis()).median();
      report.verdict(
          median <= Goal.P50_MILLIS_AT_64,
          "p50 of %.2f ms with 64 connections at saturation; must be ≤ %.0f ms"
              .formatted(median, Goal.P50_MILLIS_AT_64));
      report.line("");
    }
  }

  private void allocations(Report report) {
    allocated.forEach(
        (variant, bytes) ->
            report.line("%s allocates %,.0f bytes a hit.".formatted(variant.title, bytes)));
    report.line("");
  }

  private List<Variant> measured() {
    return samples.stream().map(Sample::variant).distinct().sorted().toList();
  }

  /** In the order of rounds. */
  private List<Sample> of(Variant variant, int connections) {
    return samples.stream()
        .filter(sample -> sample.variant() == variant && sample.connections() == connections)
        .toList();
  }

  private static Spread spread(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Spread.of(samples.stream().mapToDouble(figure).boxed().toList());
  }
}
