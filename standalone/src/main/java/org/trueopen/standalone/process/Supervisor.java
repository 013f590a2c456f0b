package org.trueopen.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts parts in order, keeps them running, and stops them in reverse. */
public final class Supervisor {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  /**
   * How a part stands.
   *
   * @param pid 0 if it is not running
   * @param startedAt when that process began, which tells it from a later one of the same number;
   *     null if it is not running or the system does not say
   * @param restarts how often it was started again
   */
  public record PartStatus(
      String name, boolean ready, long pid, @Nullable Instant startedAt, int restarts) {}

  private final Path logs;
  private final Consumer<String> events;
  private final List<PartRunner> runners = new ArrayList<>();
  private boolean closed;

  /**
   * @param logs the folder of the log files, one per part
   * @param events gets a line for everything a person should hear of
   */
  public Supervisor(Path logs, Consumer<String> events) throws IOException {
    this.logs = Files.createDirectories(logs);
    this.events = events;
  }

  /**
   * Starts parts side by side and waits until all of them are ready.
   *
   * @throws PartFailedException if one does not come up, or this process is about to end; the
   *     others keep running until {@link #stop}
   */
  public void start(List<Part> parts) throws PartFailedException, InterruptedException {
    List<PartRunner> started = new ArrayList<>();
    for (Part part : parts) {
      PartRunner runner = new PartRunner(part, logs.resolve(part.name() + ".log"), events);
      synchronized (runners) {
        if (closed) {
          throw new PartFailedException(part.name() + " is not started, as all is being stopped");
        }
        runners.add(runner);
      }
      started.add(runner);
      runner.start();
    }
    for (PartRunner runner : started) {
      runner.awaitReady(START_TIMEOUT);
    }
  }

  public List<PartStatus> status() {
    synchronized (runners) {
      return runners.stream().map(Supervisor::status).toList();
    }
  }

  private static PartStatus status(PartRunner runner) {
    Optional<ProcessHandle> process = runner.handle();
    return new PartStatus(
        runner.name(),
        runner.isReady(),
        process.map(ProcessHandle::pid).orElse(0L),
        process.flatMap(running -> running.info().startInstant()).orElse(null),
        runner.restarts());
  }

  /** The running process of a part; empty if there is none. */
  public Optional<ProcessHandle> process(String part) {
    synchronized (runners) {
      return runners.stream()
          .filter(runner -> runner.name().equals(part))
          .findFirst()
          .flatMap(PartRunner::handle);
    }
  }

  /** Whether a part that ends stays down; for who wants to see how the others do without it. */
  public void hold(String part, boolean hold) {
    synchronized (runners) {
      runners.stream().filter(r -> r.name().equals(part)).forEach(r -> r.hold(hold));
    }
  }

  /** The processes that are running now. */
  public List<ProcessHandle> processes() {
    synchronized (runners) {
      return runners.stream().map(PartRunner::handle).flatMap(Optional::stream).toList();
    }
  }

  /**
   * Stops everything, the last started first. Whoever asks for it while it is being done waits
   * until it has been.
   */
  public synchronized void stop() throws InterruptedException {
    List<PartRunner> all;
    synchronized (runners) {
      all = new ArrayList<>(runners).reversed();
      runners.clear();
    }
    for (PartRunner runner : all) {
      runner.stop();
    }
  }

  /**
   * Has a Ctrl-C, which does not reach the parts, stop everything before this process ends. Nothing
   * is started from then on.
   */
  public void stopAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
  }

  private void close() {
    synchronized (runners) {
      closed = true;
    }
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
