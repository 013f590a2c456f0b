package org.trueopen.admin.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.trueopen.store.FormattedQueries;

/**
 * Tells a store that is slow from one that is silent. A query may well take a minute, but nobody
 * should look at an empty page for a minute because ClickHouse, or the way to it, stands still. So
 * a question that waits has the store asked something trivial; if that gets no answer either,
 * everything fails at once until it does.
 */
public final class StoreWatch implements AutoCloseable {

  /**
   * @param patience what a question may take before the store is suspected
   * @param trivial what a trivial question may take
   * @param pause for how long a store found silent is not asked again
   */
  public record Limits(Duration patience, Duration trivial, Duration pause) {
    /** Far above what a store under load takes, and what a person waits for. */
    public static final Limits DEFAULT =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5));
  }

  private final Callable<Boolean> trivial;
  private final Limits limits;
  private final LongSupplier nanoClock;
  private final Timer answered;
  private final Timer failed;
  private final ExecutorService threads;
  private volatile boolean silent;

  /** When the store was last found silent; guarded by this. */
  private long silentAt;

  /**
   * @param trivial asks the store something trivial; false or an exception if it fails
   * @param meters where {@link #measured} shows how long questions took
   */
  public StoreWatch(
      Callable<Boolean> trivial, Limits limits, LongSupplier nanoClock, MeterRegistry meters) {
    this(trivial, limits, nanoClock, meters, Executors.newVirtualThreadPerTaskExecutor());
  }

  /**
   * @param threads are shut down with this
   */
  StoreWatch(
      Callable<Boolean> trivial,
      Limits limits,
      LongSupplier nanoClock,
      MeterRegistry meters,
      ExecutorService threads) {
    this.threads = threads;
    this.trivial = trivial;
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.answered = timer(meters, "answered");
    this.failed = timer(meters, "failed");
  }

  /** The trivial question, in its own format, for {@link #StoreWatch}. */
  public static boolean trivial(FormattedQueries queries) throws IOException, InterruptedException {
    try (InputStream one = queries.askFor("health", "SELECT 1", Map.of(), "TSV")) {
      return one.read() == '1';
    }
  }

  /** As {@link #watched}, and an operator sees how long it took and whether it was answered. */
  public <A> A measured(Callable<A> question) {
    Timer.Sample sample = Timer.start();
    Timer outcome = failed;
    try {
      A answer = watched(question);
      outcome = answered;
      return answer;
    } finally {
      sample.stop(outcome);
    }
  }

  private static Timer timer(MeterRegistry meters, String outcome) {
    return Timer.builder("trueopen.admin.clickhouse.queries")
        .description("From a page's or call's question to ClickHouse's answer")
        .tag("outcome", outcome)
        .register(meters);
  }

  /**
   * What the store answers, however long it takes.
   *
   * @throws ReportsUnavailableException if the store is silent, or as the question does
   */
  public <A> A watched(Callable<A> question) {
    if (silent && !speaks()) {
      throw silence();
    }
    Future<A> answer = threads.submit(question);
    try {
      while (true) {
        try {
          return answer.get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (!speaks() && !answer.isDone()) {
            throw silence();
          }
        }
      }
    } catch (ExecutionException e) {
      throw ReportsUnavailableException.of(e);
    } catch (InterruptedException e) {
      throw ReportsUnavailableException.of(e);
    } finally {
      answer.cancel(true);
    }
  }

  /** One asks for all who doubt. */
  private synchronized boolean speaks() {
    if (silent && nanoClock.getAsLong() - silentAt < limits.pause().toNanos()) {
      return false;
    }
    Future<Boolean> answer = threads.submit(trivial);
    try {
      silent = !answer.get(limits.trivial().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      silent = true;
    } catch (InterruptedException e) {
      throw ReportsUnavailableException.of(e);
    } finally {
      answer.cancel(true);
    }
    silentAt = nanoClock.getAsLong();
    return !silent;
  }

  private static ReportsUnavailableException silence() {
    return new ReportsUnavailableException(
        "ClickHouse does not even answer SELECT 1", new TimeoutException());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
