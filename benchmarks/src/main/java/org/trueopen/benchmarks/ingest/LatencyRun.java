package org.trueopen.benchmarks.ingest;

import org.trueopen.benchmarks.BenchException;

/** How long an answer takes at half of what the server could do. */
final class LatencyRun {

  /** The first part of a load is not counted: connections are new and so is the generator. */
  private static final double WARM_SECONDS = 2;

  private LatencyRun() {}

  static void run(Workbench bench, Report report) {
    report.line("# Latency at half of saturation").line("");
    report.line(
        "A constant rate, each request counted from when it was due; %d s each."
            .formatted(bench.settings().seconds() * 3));
    report.line("");
    report.line(
        "| Variant | Connections | Saturation, requests/s | Rate | p50 ms | p99 ms | p99.9 ms | max ms |");
    report.line("|---|---|---|---|---|---|---|---|");
    for (Variant variant : bench.settings().variants()) {
      try {
        Server server = bench.start(variant);
        Warmup.run(bench, server);
        for (int connections : bench.settings().connections()) {
          measure(bench, server, connections, report);
        }
        bench.stop(server);
      } catch (BenchException e) {
        if (variant != Variant.LUA) {
          throw e;
        }
        Report.say("!!! " + variant.title + " is left out: " + e.getMessage());
      }
    }
  }

  private static void measure(Workbench bench, Server server, int connections, Report report) {
    double rate = Steady.halfOfSaturation(bench, server, connections);
    try (OpenLoop load = new OpenLoop(server, bench.requests(), connections)) {
      var _ = load.run(rate, WARM_SECONDS);
      OpenLoop.Result result = load.run(rate, bench.settings().seconds() * 3);
      report.line(
          "| %s | %d | %.0f | %.0f | %.2f | %.2f | %.2f | %.1f |"
              .formatted(
                  server.variant().title,
                  connections,
                  rate * 2,
                  result.answered() / result.seconds(),
                  result.millis(50),
                  result.millis(99),
                  result.millis(99.9),
                  result.millis(100)));
      if (result.failed() > 0) {
        report.problem("%s: %d requests failed".formatted(server.variant().title, result.failed()));
      }
    }
  }
}
