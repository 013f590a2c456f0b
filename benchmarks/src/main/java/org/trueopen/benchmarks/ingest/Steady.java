package org.trueopen.benchmarks.ingest;

import org.trueopen.benchmarks.BenchException;

/** Finds half of what a warm server can do. */
final class Steady {

  private Steady() {}

  /**
   * Saturates a warm server.
   *
   * @return half of the requests a second it answered
   */
  static double halfOfSaturation(Workbench bench, Server server, int connections) {
    Wrk.Load load = bench.wrk().run(server, connections, bench.settings().seconds());
    if (load.requests() == 0 || load.badStatuses() + load.errors() > 0) {
      throw new BenchException(
          "%s does not bear the load: %d bad answers, %d errors"
              .formatted(server.variant().title, load.badStatuses(), load.errors()));
    }
    return load.perSecond() / 2;
  }
}
