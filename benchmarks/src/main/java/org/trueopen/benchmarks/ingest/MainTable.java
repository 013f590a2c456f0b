package org.trueopen.benchmarks.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.trueopen.benchmarks.BenchException;

/**
 * The interleaved rounds: each measures every variant with every number of connections, in an order
 * of its own, so that what the machine does meanwhile falls on all of them alike.
 *
 * <p>All servers stay up from the first round to the last: a JVM is warm only once, and one that
 * nobody asks takes less than a thousandth of a core, none of which counts for another process.
 */
final class MainTable {

  private record Turn(Server server, int connections) {}

  /** A load average above which figures are doubtful. */
  private static final double QUIET = 0.5;

  private final Workbench bench;
  private final Map<Variant, Server> servers = new EnumMap<>(Variant.class);
  private final List<Sample> samples = new ArrayList<>();
  private final Map<Variant, Double> allocated = new EnumMap<>(Variant.class);
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private MainTable(Workbench bench) {
    this.bench = bench;
  }

  static void run(Workbench bench, Report report) {
    MainTable table = new MainTable(bench);
    table.noteNoise();
    table.startAll();
    table.servers.values().forEach(server -> Warmup.run(bench, server));
    for (int round = 1; round <= bench.settings().rounds(); round++) {
      table.round(round);
    }
    table.allocation();
    new MainReport(bench.settings(), table.samples, table.allocated, table.problems, table.remarks)
        .write(report);
  }

  private void noteNoise() {
    double load = ProcStat.loadAverage();
    if (load > QUIET) {
      remarks.add(
          "The machine was not quiet: a load average of %.1f before the start.".formatted(load));
      Report.say("!!! " + remarks.getLast());
    }
  }

  private void startAll() {
    for (Variant variant : bench.settings().variants()) {
      try {
        servers.put(variant, bench.start(variant));
      } catch (BenchException e) {
        if (variant != Variant.LUA) {
          throw e;
        }
        remarks.add(variant.title + " is left out: " + e.getMessage());
        Report.say("!!! " + remarks.getLast());
      }
    }
  }

  private void round(int round) {
    List<Turn> turns = new ArrayList<>();
    for (Server server : servers.values()) {
      for (int connections : bench.settings().connections()) {
        turns.add(new Turn(server, connections));
      }
    }
    // Known, so that a run can be repeated; different in every round.
    Collections.shuffle(turns, new Random(round));
    for (Turn turn : turns) {
      samples.add(measure(turn, round));
    }
    Report.say("Round %d of %d is done".formatted(round, bench.settings().rounds()));
  }

  private Sample measure(Turn turn, int round) {
    Server server = turn.server();
    Audit audit =
        new Audit(
            bench,
            server,
            "%s, %d connections, round %d"
                .formatted(server.variant().title, turn.connections(), round));
    long recorded = audit.settled();
    long before = server.cpuMicros();
    Wrk.Load load = bench.wrk().run(server, turn.connections(), bench.settings().seconds());
    double micros = server.cpuMicros() - before;
    audit.answers(load);
    audit.records(recorded, load.requests(), turn.connections());
    problems.addAll(audit.problems());
    return new Sample(server.variant(), turn.connections(), round, micros / load.requests(), load);
  }

  /** Last, as looking into a JVM leaves something behind in it. */
  private void allocation() {
    servers.forEach(
        (variant, server) -> {
          if (variant.isJvm()) {
            allocated.put(variant, allocatedPerHit(server));
          }
        });
  }

  private double allocatedPerHit(Server server) {
    try (Jvm jvm = Jvm.attach(server)) {
      long before = jvm.allocatedBytes();
      Wrk.Load load =
          bench.wrk().run(server, bench.settings().mostConnections(), bench.settings().seconds());
      return (double) (jvm.allocatedBytes() - before) / load.requests();
    }
  }
}
