package org.trueopen.standalone.command;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trueopen.standalone.process.Supervisor.PartStatus;

/** Ends what a supervisor that was killed could not stop itself. */
final class Leftovers {

  /** Linux counts from its boot, whose time it gives in seconds, and corrects with the clock. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private Leftovers() {}

  static void stop(StatusFile file, Consumer<String> say) {
    file.read()
        .ifPresent(
            status -> {
              for (PartStatus part : status.parts()) {
                ProcessHandle.of(part.pid())
                    .filter(process -> isOurs(part, process))
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

  /**
   * After a power loss the number may belong to something else by now. Our children are all JVMs,
   * and began when the file says; of a file that does not say so, nothing is ended.
   */
  private static boolean isOurs(PartStatus part, ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent()
        && process
            .info()
            .startInstant()
            .filter(started -> isAbout(part.startedAt(), started))
            .isPresent();
  }

  private static boolean isAbout(@Nullable Instant noted, Instant found) {
    return noted != null && Duration.between(noted, found).abs().compareTo(TOLERANCE) <= 0;
  }
}
