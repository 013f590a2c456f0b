package org.trueopen.standalone.command;

import java.util.function.Consumer;
import org.trueopen.standalone.process.Supervisor.PartStatus;

/** Ends what a supervisor that was killed could not stop itself. */
final class Leftovers {

  private Leftovers() {}

  static void stop(StatusFile file, Consumer<String> say) {
    file.read()
        .ifPresent(
            status -> {
              for (PartStatus part : status.parts()) {
                ProcessHandle.of(part.pid())
                    .filter(Leftovers::isOurs)
                    .ifPresent(
                        process -> {
                          say.accept(
                              "Ending %s (process %d), left over from a run that was killed"
                                  .formatted(part.name(), process.pid()));
                          process.destroyForcibly();
                          process.onExit().join();
                        });
              }
            });
  }

  /** The number may belong to something else by now; our children are all JVMs. */
  private static boolean isOurs(ProcessHandle process) {
    return process.pid() != 0
        && process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }
}
