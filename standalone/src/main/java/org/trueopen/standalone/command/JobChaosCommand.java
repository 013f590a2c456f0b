package org.trueopen.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.trueopen.standalone.chaos.JobChaos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen chaos job}: whether every table equals a recount, whatever was killed. */
@Command(name = "job")
final class JobChaosCommand implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(names = "--minutes", paramLabel = "N", defaultValue = "15")
  private int minutes;

  @Option(names = "--outage", paramLabel = "SECONDS", defaultValue = "300")
  private int outage;

  @Option(names = "--rate", paramLabel = "R", defaultValue = "100")
  private int rate;

  @Option(names = "--task-managers", paramLabel = "N", defaultValue = "2")
  private int taskManagers;

  @Option(names = "--seed", paramLabel = "S")
  private long seed = System.currentTimeMillis();

  private final PrintStream out = System.out;
  private int result = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    String problem = problem();
    if (!problem.isEmpty()) {
      System.err.println(problem);
      return 2;
    }
    out.println("Seed " + seed);
    int started = new Session(options, true, taskManagers, out).run(this::play);
    return started == 0 ? result : started;
  }

  private String problem() {
    if (minutes < 1 || minutes > 600) {
      return "--minutes: expected 1..600, found " + minutes;
    }
    if (outage < 0 || outage > 3600) {
      return "--outage: expected 0..3600, found " + outage;
    }
    if (rate < 1 || rate > 2000) {
      return "--rate: expected 1..2000, found " + rate;
    }
    return "";
  }

  private void play(Session session) throws IOException, InterruptedException {
    try {
      JobChaos.Settings settings =
          new JobChaos.Settings(
              Duration.ofMinutes(minutes), Duration.ofSeconds(outage), rate, taskManagers, seed);
      result =
          new JobChaos(options.data(), options.ports(), settings, out::println).run(session)
              ? 0
              : 1;
    } finally {
      session.stop();
    }
  }
}
