package org.trueopen.standalone.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.trueopen.standalone.process.Supervisor;
import org.trueopen.standalone.process.Supervisor.PartStatus;

/** Harms parts of the product and waits until they are well again. */
public final class PartFaults {

  private static final Duration HEALING = Duration.ofMinutes(3);

  private final Supervisor supervisor;
  private final Consumer<String> say;

  /**
   * @param say takes lines for a person
   */
  public PartFaults(Supervisor supervisor, Consumer<String> say) {
    this.supervisor = supervisor;
    this.say = say;
  }

  /** Kills a part with SIGKILL and waits until everything is well. */
  public void kill(String part) throws InterruptedException {
    Optional<ProcessHandle> victim = process(part);
    if (victim.isEmpty()) {
      say.accept(part + " is not one of the running parts; nothing to kill");
      return;
    }
    say.accept("kill -9 " + part + " (process " + victim.get().pid() + ")");
    boolean _ = victim.get().destroyForcibly();
    awaitHealed(part, victim.get().pid());
  }

  Optional<ProcessHandle> process(String part) {
    return supervisor.process(part);
  }

  /** Sends a signal by name, as {@code STOP}. */
  void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
    Commands.run("kill", "-" + name, Long.toString(process.pid()));
  }

  /** Waits until every part is ready and this one is another process than before. */
  boolean awaitHealed(String part, long oldPid) throws InterruptedException {
    long began = System.nanoTime();
    while (System.nanoTime() - began < HEALING.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(250);
      if (process(part).filter(now -> now.pid() != oldPid).isPresent()
          && supervisor.status().stream().allMatch(PartStatus::ready)) {
        say.accept(
            "  all parts ready again after %.1f s".formatted((System.nanoTime() - began) / 1e9));
        return true;
      }
    }
    say.accept("  not healed within " + HEALING.toSeconds() + " s");
    return false;
  }
}
