package org.trueopen.standalone.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./trueopen down}. */
@Command(name = "down")
final class DownCommand implements Callable<Integer> {

  private static final int PATIENCE_SECONDS = 120;

  @Mixin private Options options = new Options();

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Optional<ProcessHandle> process = new StatusFile(options.data().status()).process();
    if (process.isEmpty()) {
      System.out.println("TrueOpen does not run on " + options.data().root() + '.');
      return 0;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      System.out.println(
          "Process %d has not stopped within %d s; see %s"
              .formatted(process.get().pid(), PATIENCE_SECONDS, options.data().logs()));
      return 1;
    }
    System.out.println("TrueOpen has stopped.");
    return 0;
  }
}
