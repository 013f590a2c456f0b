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
import java.util.concurrent.TimeUnit;
import org.trueopen.standalone.demo.DemoWorld;
import org.trueopen.standalone.demo.LiveSettings;
import org.trueopen.standalone.demo.LiveTraffic;
import org.trueopen.standalone.demo.ProbeRun;
import org.trueopen.standalone.demo.ProbeSettings;
import org.trueopen.standalone.demo.ProbeTotals;
import org.trueopen.standalone.process.Supervisor.PartStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./trueopen chaos}: kills each part in turn under traffic, then counts. */
@Command(name = "chaos")
final class ChaosCommand implements Callable<Integer> {

  /** The order is from the tier that takes hits to the one that shows them. */
  private static final List<String> VICTIMS =
      List.of("ingest", "kafka", "taskmanager", "jobmanager", "clickhouse", "admin");

  private static final Duration CALM = Duration.ofSeconds(12);
  private static final Duration HEALING = Duration.ofMinutes(3);

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
      for (String victim : VICTIMS) {
        if (session.awaitStop(CALM.toSeconds())) {
          return Optional.empty();
        }
        kill(session, victim);
      }
      out.println("Every part was killed; waiting for the probe to end");
      return Optional.of(probe.get());
    }
  }

  private void kill(Session session, String victim) throws InterruptedException {
    Optional<PartStatus> part = find(session, victim);
    if (part.isEmpty() || part.get().pid() == 0) {
      out.println(victim + " is not one of the running parts; nothing to kill");
      return;
    }
    long pid = part.get().pid();
    out.println("kill -9 " + victim + " (process " + pid + ")");
    long began = System.nanoTime();
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    boolean back = false;
    while (!back && System.nanoTime() - began < HEALING.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(250);
      back =
          session.supervisor().status().stream().allMatch(PartStatus::ready)
              && find(session, victim).filter(now -> now.pid() != pid).isPresent();
    }
    out.println(
        back
            ? "  all parts ready again after %.1f s".formatted((System.nanoTime() - began) / 1e9)
            : "  not healed within " + HEALING.toSeconds() + " s");
  }

  private static Optional<PartStatus> find(Session session, String name) {
    return session.supervisor().status().stream()
        .filter(part -> part.name().equals(name))
        .findFirst();
  }
}
