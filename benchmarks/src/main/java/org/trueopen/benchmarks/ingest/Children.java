package org.trueopen.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.trueopen.benchmarks.BenchException;

/** Every process the benchmark has started; none outlives it, however it ends. */
public final class Children implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 15;

  private final Deque<Process> running = new ArrayDeque<>();

  private boolean closed;

  /**
   * Starts a process that writes to a file.
   *
   * @throws BenchException if it cannot be started, or the benchmark is being stopped
   */
  public synchronized Process start(ProcessBuilder builder, Path log) {
    ensureOpen();
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      running.push(process);
      return process;
    } catch (IOException e) {
      throw new BenchException("cannot start " + builder.command().getFirst(), e);
    }
  }

  /** Adopts a process that was started elsewhere. */
  synchronized Process adopt(Process process) {
    running.push(process);
    ensureOpen();
    return process;
  }

  private void ensureOpen() {
    if (closed) {
      close();
      throw new BenchException("stopped");
    }
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  public synchronized void stop(Process process) {
    running.remove(process);
    end(process);
  }

  /** Stops them in the reverse order of their start. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!running.isEmpty()) {
      end(running.pop());
    }
  }

  private static void end(Process process) {
    var descendants = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
