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
                    .filter(Leftovers::isJava)
                    .ifPresent(process -> stop(part, process, say));
              }
            });
  }

  /**
   * After a power loss the number may belong to something else by now. Our children are all JVMs,
   * and began when the file says; nothing else is ended.
   */
  private static void stop(PartStatus part, ProcessHandle process, Consumer<String> say) {
    boolean ours =
        process
            .info()
            .startInstant()
            .filter(started -> isAbout(part.startedAt(), started))
            .isPresent();
    if (ours) {
      say.accept(
          "Ending %s (process %d), left over from a run that was killed"
              .formatted(part.name(), process.pid()));
      process.destroyForcibly();
      process.onExit().join();
    } else {
      say.accept(
          "Process %d is Java, as %s of a run that was killed was, but began at another time; if it is that (its command line tells), end it: kill %d"
              .formatted(process.pid(), part.name(), process.pid()));
    }
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }

  private static boolean isAbout(@Nullable Instant noted, Instant found) {
    return noted != null && Duration.between(noted, found).abs().compareTo(TOLERANCE) <= 0;
  }
}
