package org.trueopen.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchCommand;
import org.trueopen.benchmarks.BenchException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Entry of {@code ./trueopen bench ingest}, whose help describes the options. */
@Command(name = "bench ingest")
public final class BenchMain implements Callable<Integer> {

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "8")
  private int rounds;

  @Option(names = "--seconds", paramLabel = "S", defaultValue = "4")
  private int seconds;

  @Option(names = "--connections", paramLabel = "N,N", split = ",", defaultValue = "64,512")
  private List<Integer> connections = List.of();

  @Option(
      names = "--variants",
      paramLabel = "NAME,NAME",
      split = ",",
      defaultValue = "nginx,nginx-log,undertow,ingest,lua")
  private List<String> variants = List.of();

  @Option(names = "--data", paramLabel = "DIR")
  private @Nullable Path data;

  // Below the ports that Linux gives to clients, one of which may hold any above.
  @Option(names = "--port-offset", paramLabel = "N", defaultValue = "21000")
  private int portOffset;

  @Option(names = "--forwarded")
  private boolean forwarded;

  @Option(names = "--set", paramLabel = "NAME=VALUE")
  private Map<String, String> ingest = new LinkedHashMap<>();

  @ArgGroup(exclusive = true)
  private @Nullable Mode mode;

  /** Something other than the interleaved rounds. */
  private static final class Mode {
    @Option(names = "--latency")
    private boolean latency;

    @Option(names = "--soak", arity = "0..1", fallbackValue = "60", paramLabel = "SECONDS")
    private @Nullable Integer soak;

    @Option(names = "--idle", arity = "0..1", fallbackValue = "10000", paramLabel = "N")
    private @Nullable Integer idle;

    @Option(names = "--pair")
    private boolean pair;
  }

  private BenchMain() {}

  public static void main(String[] args) {
    BenchCommand.run(new BenchMain(), args);
  }

  /** 0 if every goal was met and nothing went wrong, otherwise 1. */
  @Override
  public Integer call() throws IOException {
    Path home = Path.of(System.getProperty("trueopen.home", ".")).toAbsolutePath().normalize();
    Path folder =
        data == null
            ? Files.createTempDirectory("trueopen-bench")
            : data.toAbsolutePath().normalize();
    Report report = new Report();
    try (Workbench bench = Workbench.open(settings(home, folder))) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(bench, folder), "clear"));
      Tools.ensure(needed());
      String name = run(bench, report);
      if (bench.isStopped()) {
        throw new BenchException("stopped");
      }
      report.write(home.resolve("target/" + name + ".md"));
    }
    return report.isFailed() ? 1 : 0;
  }

  private Settings settings(Path home, Path folder) {
    return new Settings(
        home,
        folder,
        portOffset,
        rounds,
        seconds,
        connections,
        variants.stream().map(Variant::of).distinct().toList(),
        forwarded,
        ingest);
  }

  private Set<Variant> needed() {
    boolean others = mode == null || mode.latency;
    return others
        ? EnumSet.copyOf(variants.stream().map(Variant::of).toList())
        : EnumSet.of(Variant.INGEST);
  }

  /** Returns the name of the report's file. */
  private String run(Workbench bench, Report report) {
    if (mode == null) {
      MainTable.run(bench, report);
      return "bench-ingest";
    }
    if (mode.latency) {
      LatencyRun.run(bench, report);
      return "bench-ingest-latency";
    }
    if (mode.soak != null) {
      SoakRun.run(bench, mode.soak, report);
      return "bench-ingest-soak";
    }
    if (mode.idle != null) {
      IdleRun.run(bench, mode.idle, report);
      return "bench-ingest-idle";
    }
    if (mode.pair) {
      PairRun.run(bench, report);
      return "bench-ingest-pair";
    }
    throw new IllegalStateException("a mode that nothing runs");
  }

  /** However it ends: no process is left, and no folder that nobody asked for. */
  private void clear(Workbench bench, Path folder) {
    bench.close();
    if (data == null) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        Report.say(folder + " could not be deleted: " + e.getMessage());
      }
    }
  }
}
