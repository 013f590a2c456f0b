package org.trueopen.standalone.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says in one line, every so often, what the live traffic has done. */
public final class DemoReport implements AutoCloseable {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("demo-report").factory());

  /**
   * Starts reporting.
   *
   * @param counters such as {@code traffic::counters}
   * @param every time between two lines
   * @param out where lines go, without line ends
   */
  public DemoReport(Supplier<LiveCounters> counters, Duration every, Consumer<String> out) {
    var _ =
        timer.scheduleAtFixedRate(
            () -> out.accept(line(counters.get())),
            every.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** The line for some counters. */
  public static String line(LiveCounters now) {
    var line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "demo: %,d mails to %,d recipients; %,d requests, %,d by people; %,d waiting",
            now.mails(),
            now.deliveries(),
            now.sentTotal(),
            now.sentByPeople(),
            now.waiting()));
    append(line, now.failed(), "failed");
    append(line, now.dropped(), "dropped");
    append(line, now.refused(), "mails refused");
    append(line, now.untracked(), "untracked");
    return line.toString();
  }

  private static void append(StringBuilder line, long count, String what) {
    if (count > 0) {
      line.append(String.format(Locale.ROOT, ", %,d %s", count, what));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
