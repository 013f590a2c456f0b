package org.trueopen.benchmarks.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchCommand;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.benchmarks.ingest.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Entry of {@code ./trueopen bench admin}, whose help describes the options. */
@Command(name = "bench admin")
public final class AdminBenchMain implements Callable<Integer> {

  @Option(names = "--sessions", paramLabel = "N", defaultValue = "200")
  private int sessions;

  @Option(names = "--seconds", paramLabel = "S", defaultValue = "60")
  private int seconds;

  @Option(names = "--think", paramLabel = "S", defaultValue = "10")
  private int thinkSeconds;

  @Option(names = "--live", paramLabel = "N", defaultValue = "1")
  private int livePerSecond;

  @Option(names = "--deliveries", paramLabel = "N", defaultValue = "1000000")
  private int deliveries;

  @Option(names = "--pages", paramLabel = "N", defaultValue = "100")
  private int pages;

  @Option(names = "--scroll", paramLabel = "S", defaultValue = "0")
  private int scrollSeconds;

  @Option(names = "--data", paramLabel = "DIR")
  private @Nullable Path data;

  // Below the ports that Linux gives to clients, one of which may hold any above.
  @Option(names = "--port-offset", paramLabel = "N", defaultValue = "22000")
  private int portOffset;

  private AdminBenchMain() {}

  public static void main(String[] args) {
    BenchCommand.run(new AdminBenchMain(), args);
  }

  /** 0 if every goal was met and nothing went wrong, otherwise 1. */
  @Override
  public Integer call() throws IOException {
    if (sessions < 0
        || seconds < 1
        || thinkSeconds < 1
        || livePerSecond < 0
        || pages < 0
        || scrollSeconds < 0) {
      throw new BenchException(
          "expected numbers above 0; --sessions, --live, --pages and --scroll may be 0");
    }
    if (deliveries < 10_000) {
      throw new BenchException("--deliveries: expected 10000 or more, found " + deliveries);
    }
    Path home = Path.of(System.getProperty("trueopen.home", ".")).toAbsolutePath().normalize();
    Path folder =
        data == null ? Files.createTempDirectory("trueopen-bench") : data.toAbsolutePath();
    AdminSettings settings =
        new AdminSettings(
            home,
            folder,
            portOffset,
            deliveries,
            sessions,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(thinkSeconds),
            livePerSecond,
            pages,
            Duration.ofSeconds(scrollSeconds));
    Report report = new Report();
    try (AdminWorkbench bench = new AdminWorkbench(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(bench, folder), "clear"));
      bench.start();
      AdminTable table = new AdminTable(settings, report);
      if (sessions > 0) {
        table.write(bench, new DashboardLoad(bench, settings).run());
      }
      if (pages > 0) {
        table.write(new MessagesLoad(bench, settings).run());
      }
      if (scrollSeconds > 0) {
        table.write(new MessagesScroll(bench, settings.scroll()).run());
      }
      report.write(home.resolve("target/bench-admin.md"));
    }
    return report.isFailed() ? 1 : 0;
  }

  /** However it ends: no process is left, and no folder that nobody asked for. */
  private void clear(AdminWorkbench bench, Path folder) {
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
