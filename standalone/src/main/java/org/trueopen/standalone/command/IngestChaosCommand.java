package org.trueopen.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.trueopen.standalone.chaos.Fault;
import org.trueopen.standalone.chaos.FaultPlan;
import org.trueopen.standalone.chaos.IngestChaos;
import org.trueopen.standalone.part.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen chaos ingest}: what the ingest tier acknowledged, whatever broke. */
@Command(name = "ingest")
final class IngestChaosCommand implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(names = "--minutes", paramLabel = "N", defaultValue = "10")
  private int minutes;

  @Option(names = "--rate", paramLabel = "R", defaultValue = "200")
  private int rate;

  @Option(names = "--seed", paramLabel = "S")
  private long seed = System.currentTimeMillis();

  @Option(names = "--faults", paramLabel = "LIST")
  private String faults = "";

  private final PrintStream out = System.out;
  private int result = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    FaultPlan plan;
    try {
      List<Fault> asked = faults.isBlank() ? List.of(Fault.values()) : Fault.parse(faults);
      plan = FaultPlan.draw(asked, minutes, rate, seed);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    if (new StatusFile(options.data().status()).process().isPresent()) {
      out.println("TrueOpen already runs on " + options.data().root());
      return 1;
    }
    out.println("Seed " + seed);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(closed), "tidy"));
    try (IngestChaos chaos =
        IngestChaos.prepare(options.data(), options.ports(), plan, out::println)) {
      int started = new Session(options, true, out).run(session -> play(session, chaos));
      return started == 0 ? result : started;
    } finally {
      closed.countDown();
    }
  }

  private void play(Session session, IngestChaos chaos)
      throws IOException, StartException, InterruptedException {
    try {
      result = chaos.run(session) ? 0 : 1;
    } finally {
      session.stop();
    }
  }

  /** Ctrl-C ends the process when its hooks have run, so one waits until all is tidied up. */
  private static void await(CountDownLatch closed) {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
