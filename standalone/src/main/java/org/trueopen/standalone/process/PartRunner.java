package org.trueopen.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one part running: starts it again whenever it ends, more slowly if it keeps ending. */
final class PartRunner {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration STABLE = Duration.ofMinutes(1);
  private static final Duration READY_POLL = Duration.ofMillis(200);
  private static final int STARTS_BEFORE_GIVING_UP = 3;

  private final Part part;
  private final Path log;
  private final Consumer<String> events;
  private final Thread thread;
  private volatile @Nullable Process process;
  private volatile boolean stopping;
  private volatile boolean held;
  private final AtomicInteger starts = new AtomicInteger();

  /**
   * @param log takes the part's output; appended to
   * @param events gets a line whenever the part ends unasked
   */
  PartRunner(Part part, Path log, Consumer<String> events) {
    this.part = part;
    this.log = log;
    this.events = events;
    this.thread = Thread.ofPlatform().daemon().name("run-" + part.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** While held, it is not started again once it has ended. */
  void hold(boolean hold) {
    held = hold;
  }

  String name() {
    return part.name();
  }

  boolean isReady() {
    Process current = process;
    return current != null && current.isAlive() && part.isReady();
  }

  Optional<ProcessHandle> handle() {
    Process current = process;
    return current == null || !current.isAlive()
        ? Optional.empty()
        : Optional.of(current.toHandle());
  }

  /** How often it was started again. */
  int restarts() {
    return Math.max(0, starts.get() - 1);
  }

  /**
   * Waits until the part does its work.
   *
   * @throws PartFailedException if it keeps ending, is stopped, or is not ready in time
   */
  void awaitReady(Duration timeout) throws PartFailedException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isReady()) {
      if (stopping) {
        throw new PartFailedException(part.name() + " was stopped before it was ready");
      }
      if (starts.get() >= STARTS_BEFORE_GIVING_UP && handle().isEmpty()) {
        throw new PartFailedException(part.name() + " ends as soon as it starts. " + logTail());
      }
      if (System.nanoTime() > deadline) {
        throw new PartFailedException(
            "%s was not ready within %d s. %s"
                .formatted(part.name(), timeout.toSeconds(), logTail()));
      }
      Thread.sleep(READY_POLL);
    }
  }

  void stop() throws InterruptedException {
    stopping = true;
    // First the thread that starts processes: whichever it was starting, none comes after this.
    thread.interrupt();
    thread.join();
    Process last = process;
    if (last != null && last.isAlive()) {
      part.askToStop(last);
      if (!last.waitFor(part.stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        events.accept(part.name() + " did not stop when asked and is killed");
        last.destroyForcibly().waitFor();
      }
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!stopping) {
      Instant started = Instant.now();
      try {
        int status = runOnce();
        if (stopping) {
          return;
        }
        pause =
            Duration.between(started, Instant.now()).compareTo(STABLE) > 0 ? FIRST_PAUSE : pause;
        events.accept(
            "%s ended with status %d and is started again in %d ms; its log is %s"
                .formatted(part.name(), status, pause.toMillis(), log));
      } catch (IOException e) {
        starts.incrementAndGet();
        events.accept("%s cannot be started: %s".formatted(part.name(), e.getMessage()));
      } catch (InterruptedException e) {
        return;
      }
      try {
        do {
          Thread.sleep(pause);
        } while (held);
      } catch (InterruptedException e) {
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private int runOnce() throws IOException, InterruptedException {
    ProcessBuilder command = part.command();
    // In a session of its own, so that a Ctrl-C in the terminal reaches the supervisor alone, which
    // then stops the parts in order.
    List<String> words = new ArrayList<>(command.command());
    words.addFirst("setsid");
    command.command(words);
    Process started =
        command
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process = started;
    starts.incrementAndGet();
    return started.waitFor();
  }

  private String logTail() {
    try {
      // Whatever a process prints may be in any charset; this one reads them all.
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      List<String> tail = lines.subList(Math.max(0, lines.size() - 8), lines.size());
      return "Its log " + log + " ends with:\n  " + String.join("\n  ", tail);
    } catch (IOException e) {
      return "Its log is " + log + '.';
    }
  }
}
