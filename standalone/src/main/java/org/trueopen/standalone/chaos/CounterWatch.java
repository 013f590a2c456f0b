package org.trueopen.standalone.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.trueopen.standalone.process.Supervisor;

/**
 * Asks ingest for its counters twice a second. A process counts from its own start, so the last
 * word of each is kept.
 */
final class CounterWatch implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /**
   * What a process said.
   *
   * @param at {@link System#nanoTime}
   */
  record Sample(long at, long pid, IngestCounters counters) {}

  private final Supervisor supervisor;
  private final URI address;
  private final ExecutorService threads =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("counters-http").factory());
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .executor(threads)
          .build();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("counter-watch").unstarted(this::watch);
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param address where the counters are
   */
  CounterWatch(Supervisor supervisor, URI address) {
    this.supervisor = supervisor;
    this.address = address;
  }

  void start() {
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        var _ = look();
        TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed.
    }
  }

  /** Asks once; empty if nobody answers. */
  Optional<IngestCounters> look() throws InterruptedException {
    Optional<ProcessHandle> before = supervisor.process("ingest");
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Optional<IngestCounters> found = ask();
    // An answer is only known to be this process's if it is still the one.
    if (found.isPresent() && supervisor.process("ingest").equals(before)) {
      synchronized (samples) {
        samples.add(new Sample(System.nanoTime(), before.get().pid(), found.get()));
      }
      return found;
    }
    return Optional.empty();
  }

  private Optional<IngestCounters> ask() throws InterruptedException {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? IngestCounters.parse(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // Not there, or not now.
    }
  }

  /** Everything said so far, in order. */
  List<Sample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }

  /** The last word of each process, in the order of their starts. */
  static Map<Long, IngestCounters> lastWords(List<Sample> samples) {
    Map<Long, IngestCounters> result = new LinkedHashMap<>();
    samples.forEach(sample -> result.put(sample.pid(), sample.counters()));
    return result;
  }

  /** What all processes had lost by then. */
  static long lostBy(List<Sample> samples, long nanoTime) {
    return lastWords(samples.stream().filter(s -> s.at() - nanoTime <= 0).toList())
        .values()
        .stream()
        .mapToLong(IngestCounters::lost)
        .sum();
  }

  @Override
  public void close() {
    thread.interrupt();
    client.shutdownNow();
    threads.shutdownNow();
  }
}
