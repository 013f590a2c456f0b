package org.trueopen.benchmarks.ingest;

/** Loads a server until its just-in-time compilers have little left to do. */
final class Warmup {

  private static final int SLICE_SECONDS = 2;

  /** Of a core, taken by the compilers. */
  private static final double SETTLED = 0.02;

  private static final int MOST_SLICES = 30;

  private Warmup() {}

  static void run(Workbench bench, Server server) {
    int slices = server.variant().isJvm() ? MOST_SLICES : 1;
    for (int slice = 1; slice <= slices; slice++) {
      long before = server.compilerMicros();
      Wrk.Load load = bench.wrk().run(server, bench.settings().mostConnections(), SLICE_SECONDS);
      double share = (server.compilerMicros() - before) / (load.seconds() * 1e6);
      if (share < SETTLED || slice == slices) {
        Report.say(
            "%s: warm after %d s, %,.0f requests/s; compilers take %.1f %% of a core"
                .formatted(
                    server.variant().title, slice * SLICE_SECONDS, load.perSecond(), share * 100));
        return;
      }
    }
  }
}
