package org.trueopen.standalone.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.trueopen.standalone.process.Supervisor.PartStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./trueopen status}: exit status 0 if all is well, 1 if not, 3 if nothing runs. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {

  private static final int NOT_RUNNING = 3;

  @Mixin private Options options = new Options();

  @Override
  public Integer call() {
    StatusFile file = new StatusFile(options.data().status());
    Optional<StatusFile.Status> status =
        file.read().filter(found -> StatusFile.process(found).isPresent());
    if (status.isEmpty()) {
      System.out.println("TrueOpen does not run on " + options.data().root() + '.');
      return NOT_RUNNING;
    }
    System.out.printf(
        "TrueOpen on %s: %s (process %d)%n",
        options.data().root(), status.get().ready() ? "ready" : "not ready", status.get().pid());
    for (PartStatus part : status.get().parts()) {
      System.out.printf(
          "  %-12s %-10s process %-8s started again %d times%n",
          part.name(),
          part.ready() ? "ready" : "not ready",
          part.pid() == 0 ? "-" : Long.toString(part.pid()),
          part.restarts());
    }
    return status.get().ready() ? 0 : 1;
  }
}
