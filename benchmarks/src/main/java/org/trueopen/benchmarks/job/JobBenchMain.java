package org.trueopen.benchmarks.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchCommand;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.benchmarks.ingest.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Entry of {@code ./trueopen bench job}, whose help describes the options. */
@Command(name = "bench job")
public final class JobBenchMain implements Callable<Integer> {

  /** How long hits come at a constant rate. */
  private static final Duration LATENCY_TIME = Duration.ofSeconds(60);

  @Option(names = "--deliveries", paramLabel = "N,N", split = ",", defaultValue = "1000000")
  private List<Integer> deliveries = List.of();

  @Option(names = "--hits", paramLabel = "N", defaultValue = "200000")
  private int hits;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "5")
  private int rounds;

  @Option(names = "--hits-of", paramLabel = "NAME,NAME", split = ",", defaultValue = "any")
  private List<String> readings = List.of();

  @Option(
      names = "--variants",
      paramLabel = "NAME,NAME",
      split = ",",
      defaultValue = "full,full-2,pass,copy")
  private List<String> variants = List.of();

  @Option(names = "--other", paramLabel = "JAR")
  private @Nullable Path other;

  @Option(names = "--latency", paramLabel = "RATE")
  private int latency;

  @Option(names = "--jfr")
  private boolean recording;

  @Option(names = "--data", paramLabel = "DIR")
  private @Nullable Path data;

  // Below the ports that Linux gives to clients, one of which may hold any above.
  @Option(names = "--port-offset", paramLabel = "N", defaultValue = "20000")
  private int portOffset;

  private JobBenchMain() {}

  public static void main(String[] args) {
    BenchCommand.run(new JobBenchMain(), args);
  }

  /** 0 if the goal was met and nothing went wrong, otherwise 1. */
  @Override
  public Integer call() throws IOException {
    if (deliveries.getFirst() < 1000 || hits < 1000 || rounds < 1) {
      throw new BenchException("expected 1000 deliveries and hits and a round at least");
    }
    if (!deliveries.equals(deliveries.stream().sorted().distinct().toList())) {
      throw new BenchException(
          "--deliveries: expected numbers that rise, as 1000000,10000000; found " + deliveries);
    }
    List<Reading> read = readings.stream().map(Reading::of).distinct().toList();
    List<Variant> wanted = variants.stream().map(Variant::of).distinct().toList();
    if (wanted.contains(Variant.OTHER) != (other != null)) {
      throw new BenchException("expected --other with a jar and \"other\" among --variants");
    }
    if (latency < 0 || (latency > 0 && (wanted.size() > 1 || !wanted.getFirst().isJob()))) {
      throw new BenchException("--latency: expected hits a second, and one job in --variants");
    }
    Path home = Path.of(System.getProperty("trueopen.home", ".")).toAbsolutePath().normalize();
    Path folder =
        data == null ? Files.createTempDirectory("trueopen-bench") : data.toAbsolutePath();
    JobWorkbench.Settings settings =
        new JobWorkbench.Settings(
            home, folder, portOffset, deliveries, hits, rounds, read, wanted, other, recording);
    Report report = new Report();
    try (JobWorkbench bench = new JobWorkbench(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(bench, folder), "clear"));
      if (latency > 0) {
        JobTable.latency(wanted.getFirst(), bench.latency(latency, LATENCY_TIME), report);
      } else {
        new JobTable(settings, bench.measure()).write(report);
      }
      report.write(home.resolve("target/bench-job.md"));
    }
    return report.isFailed() ? 1 : 0;
  }

  /** However it ends: no process is left, and no folder that nobody asked for. */
  private void clear(JobWorkbench bench, Path folder) {
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
