package org.trueopen.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.trueopen.standalone.chaos.PartFaults;
import org.trueopen.standalone.demo.DemoWorld;
import org.trueopen.standalone.demo.LiveSettings;
import org.trueopen.standalone.demo.LiveTraffic;
import org.trueopen.standalone.demo.ProbeRun;
import org.trueopen.standalone.demo.ProbeSettings;
import org.trueopen.standalone.demo.ProbeTotals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./trueopen chaos}: kills each part in turn under traffic, then counts. */
@Command(
    name = "chaos",
    subcommands = {IngestChaosCommand.class, JobChaosCommand.class})
final class ChaosCommand implements Callable<Integer> {

  /** The order is from the tier that takes hits to the one that shows them. */
  private static final List<String> VICTIMS =
      List.of("ingest", "kafka", "taskmanager", "jobmanager", "clickhouse", "admin");

  private static final Duration CALM = Duration.ofSeconds(12);

  // Six kills with their healing take some two and a half minutes; the probe outlasts them.
  private static final ProbeSettings PROBE =
      new ProbeSettings(40, 100, true, 40, Duration.ofSeconds(200));

  @Mixin private Options options = new Options();

  private final PrintStream out = System.out;
  private int result = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    int started = new Session(options, true, out).run(this::play);
    return started == 0 ? result : started;
  }

  private void play(Session session) throws IOException, InterruptedException {
    URI ingest = URI.create("http://localhost:" + options.ports().ingest());
    String key = options.data().readApiKey();
    Clock clock = Clock.systemUTC();
    String name = Long.toString(clock.millis(), 36);
    Path results = options.data().root().resolve("probe-" + name + ".ndjson");
    try {
      Optional<ProbeTotals> totals =
          killEachPart(
              session, new ProbeRun(ingest, key, clock, name, PROBE), results, ingest, key);
      if (totals.isPresent()) {
        out.println(totals.get());
        ChaosTally tally = ChaosTally.settled(session.store(), "probe-" + name, results);
        out.println(tally.table());
        result = tally.isClean() ? 0 : 1;
      }
    } catch (ExecutionException e) {
      out.println("The probe failed: " + e.getCause());
    } finally {
      session.stop();
    }
  }

  /** Empty if a stop was asked for meanwhile. */
  private Optional<ProbeTotals> killEachPart(
      Session session, ProbeRun run, Path results, URI ingest, String key)
      throws InterruptedException, ExecutionException {
    Clock clock = Clock.systemUTC();
    try (LiveTraffic noise =
        new LiveTraffic(
            new DemoWorld(1, 1000), ingest, key, clock, clock.millis(), LiveSettings.standard())) {
      Thread.ofPlatform().daemon().name("demo-traffic").start(noise);
      // Not in the common pool: the JDK's HTTP client completes its answers there, and on two cores
      // it has a single thread.
      FutureTask<ProbeTotals> probe = new FutureTask<>(() -> run.run(results));
      Thread.ofPlatform().daemon().name("probe").start(probe);
      PartFaults parts = new PartFaults(session.supervisor(), out::println);
      for (String victim : VICTIMS) {
        if (session.awaitStop(CALM.toSeconds())) {
          return Optional.empty();
        }
        parts.kill(victim);
      }
      out.println("Every part was killed; waiting for the probe to end");
      return Optional.of(probe.get());
    }
  }
}
