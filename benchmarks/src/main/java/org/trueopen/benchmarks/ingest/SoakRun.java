package org.trueopen.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.trueopen.benchmarks.BenchException;

/** Whether memory stays where it is under a steady load. */
final class SoakRun {

  private static final int SAMPLE_SECONDS = 5;

  /** Of the middle third's mean. */
  private static final double SLACK = 0.05;

  private record Memory(int second, long residentBytes, long liveHeapBytes) {}

  private SoakRun() {}

  static void run(Workbench bench, int seconds, Report report) {
    if (seconds < 6 * SAMPLE_SECONDS) {
      throw new BenchException("--soak: expected " + 6 * SAMPLE_SECONDS + " or more seconds");
    }
    Server server = bench.start(Variant.INGEST);
    Warmup.run(bench, server);
    int connections = bench.settings().mostConnections();
    double rate = Steady.halfOfSaturation(bench, server, connections);
    report.line("# Memory under a steady load").line("");
    report.line(
        "%.0f hits/s, half of saturation, over %d connections for %d s."
            .formatted(rate, connections, seconds));
    report.line("").line("| Second | Resident MiB | Heap after a full collection, MiB |");
    report.line("|---|---|---|");
    List<Memory> samples = soak(bench, server, connections, rate, seconds, report);
    report.line("");
    flat(samples, Memory::residentBytes, "resident memory", report);
    flat(samples, Memory::liveHeapBytes, "heap after a full collection", report);
  }

  private static List<Memory> soak(
      Workbench bench, Server server, int connections, double rate, int seconds, Report report) {
    List<Memory> samples = new ArrayList<>();
    Audit audit = new Audit(bench, server, "soak");
    long before = audit.settled();
    long answered = 0;
    try (OpenLoop load = new OpenLoop(server, bench.requests(), connections);
        Jvm jvm = Jvm.attach(server)) {
      for (int second = SAMPLE_SECONDS; second <= seconds; second += SAMPLE_SECONDS) {
        OpenLoop.Result result = load.run(rate, SAMPLE_SECONDS);
        answered += result.answered();
        if (result.failed() > 0) {
          report.problem(result.failed() + " requests failed before second " + second);
        }
        // Resident first: the collection touches memory.
        long resident = server.residentBytes();
        Memory sample = new Memory(second, resident, jvm.liveHeapBytes());
        samples.add(sample);
        report.line(
            "| %d | %s | %s |"
                .formatted(second, mib(sample.residentBytes()), mib(sample.liveHeapBytes())));
      }
    }
    audit.records(before, answered, 0);
    audit.problems().forEach(report::problem);
    return samples;
  }

  private static void flat(
      List<Memory> samples, ToLongFunction<Memory> figure, String what, Report report) {
    int third = samples.size() / 3;
    double middle = mean(samples.subList(third, 2 * third), figure);
    double last = mean(samples.subList(samples.size() - third, samples.size()), figure);
    report.verdict(
        last <= middle * (1 + SLACK),
        "%s is flat: %s MiB in the middle third, %s MiB in the last (%+.1f %%; at most +%.0f %%)"
            .formatted(
                what,
                mib(Math.round(middle)),
                mib(Math.round(last)),
                (last / middle - 1) * 100,
                SLACK * 100));
  }

  private static double mean(List<Memory> samples, ToLongFunction<Memory> figure) {
    return samples.stream().mapToLong(figure).average().orElseThrow();
  }

  static String mib(long bytes) {
    return "%.1f".formatted(bytes / (1024.0 * 1024));
  }
}
