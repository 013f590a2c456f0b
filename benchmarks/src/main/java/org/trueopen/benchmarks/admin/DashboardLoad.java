package org.trueopen.benchmarks.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.benchmarks.ingest.Pause;
import org.trueopen.benchmarks.ingest.Report;

/**
 * Sessions that look at the Overview and now and again ask something else of it, each as a person
 * does: the next question comes when the answer has been seen for a while. In a thread each.
 */
final class DashboardLoad {

  /** What a session does. */
  enum Deed {
    LOG_IN("log in"),
    OPEN("load the Overview anew"),
    RANGE("change the range"),
    FILTER("choose or clear a campaign");

    final String words;

    Deed(String words) {
      this.words = words;
    }
  }

  /**
   * @param times of each deed in microseconds
   * @param errors in words
   * @param pushes messages that were pushed to all pages while it was measured
   * @param pushedCharacters how long these were
   * @param broken connections for pushing that ended
   * @param heapBytes of the admin after a full collection: at the start, and with all sessions open
   * @param cpuShare of one core that the admin used while it was measured
   */
  record Found(
      Map<Deed, Histogram> times,
      List<String> errors,
      long pushes,
      long pushedCharacters,
      int broken,
      List<Long> heapBytes,
      double cpuShare) {}

  private static final List<String> RANGES = List.of("24h", "7d", "14d", "30d", "90d");

  /** People filter by what was sent lately. */
  private static final int CAMPAIGNS = 5;

  /** One interaction in five; the others change the range. */
  private static final int FILTER_EVERY = 5;

  /** Logins a second; a password is made to cost 0.1 s. */
  private static final int LOGINS_PER_SECOND = 4;

  private static final int WARM_UP_MILLIS = 30_000;

  private final AdminWorkbench bench;
  private final AdminSettings settings;
  private final List<String> campaigns;
  private final Map<Deed, Histogram> times = new EnumMap<>(Deed.class);
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final List<VaadinPage> pages = new ArrayList<>();
  private volatile boolean isMeasured;
  private volatile boolean isOver;

  DashboardLoad(AdminWorkbench bench, AdminSettings settings) {
    this.bench = bench;
    this.settings = settings;
    this.campaigns = bench.lastCampaigns(CAMPAIGNS);
    for (Deed deed : Deed.values()) {
      times.put(deed, new ConcurrentHistogram(3));
    }
  }

  Found run() {
    long before = bench.liveHeapBytes();
    CountDownLatch open = new CountDownLatch(settings.sessions());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var trickle = threads.submit(bench::trickle);
      for (int i = 0; i < settings.sessions(); i++) {
        VaadinPage page = bench.browser();
        pages.add(page);
        var _ = threads.submit(() -> session(page, open));
        Pause.millis(1000 / LOGINS_PER_SECOND);
      }
      await(open);
      Report.say(settings.sessions() + " sessions are open; warming up");
      Pause.millis(WARM_UP_MILLIS);
      Found found = measure(before);
      isOver = true;
      trickle.cancel(true);
      return found;
    } finally {
      pages.forEach(VaadinPage::close);
    }
  }

  private Found measure(long heapBefore) {
    Report.say("Measuring for " + settings.time().toSeconds() + " s");
    long pushes = sum(PushCount::messages);
    long characters = pages.stream().mapToLong(page -> page.pushed().characters()).sum();
    long cpu = bench.cpuMicros();
    isMeasured = true;
    Pause.millis(settings.time().toMillis());
    isMeasured = false;
    double cpuShare = (bench.cpuMicros() - cpu) / (settings.time().toNanos() / 1000.0);
    pushes = sum(PushCount::messages) - pushes;
    characters = pages.stream().mapToLong(page -> page.pushed().characters()).sum() - characters;
    long broken = sum(PushCount::broken);
    return new Found(
        times,
        List.copyOf(errors),
        pushes,
        characters,
        (int) broken,
        List.of(heapBefore, bench.liveHeapBytes()),
        cpuShare);
  }

  private long sum(java.util.function.ToIntFunction<PushCount> figure) {
    return pages.stream().mapToLong(page -> figure.applyAsInt(page.pushed())).sum();
  }

  private void session(VaadinPage page, CountDownLatch open) {
    try {
      timed(Deed.LOG_IN, true, () -> page.logIn(AdminWorkbench.USER, AdminWorkbench.PASSWORD));
      timed(Deed.OPEN, true, () -> expect(page.open("", ""), "trackable opened by people"));
    } catch (BenchException e) {
      errors.add(e.getMessage());
      return;
    } finally {
      open.countDown();
    }
    String range = "7d";
    String campaign = "";
    while (!isOver) {
      think();
      try {
        if (ThreadLocalRandom.current().nextInt(FILTER_EVERY) == 0) {
          campaign = campaign.isEmpty() ? any(campaigns) : "";
          String query = query(range, campaign);
          timed(Deed.FILTER, isMeasured, () -> expect(page.navigate("", query), "\"changes\":[{"));
        } else {
          range = another(range);
          String query = query(range, campaign);
          String label = "Compared with the " + range.replaceFirst("[dh]$", "");
          timed(Deed.RANGE, isMeasured, () -> expect(page.navigate("", query), label));
        }
      } catch (BenchException e) {
        errors.add(e.getMessage());
      }
    }
  }

  private void timed(Deed deed, boolean counts, Runnable what) {
    long begin = System.nanoTime();
    what.run();
    if (counts) {
      record(deed, System.nanoTime() - begin);
    }
  }

  private void record(Deed deed, long nanos) {
    Histogram histogram = times.get(deed);
    if (histogram != null) {
      histogram.recordValue(nanos / 1000);
    }
  }

  private static void expect(String answer, String part) {
    if (!answer.contains(part)) {
      throw new BenchException("an answer without \"" + part + "\"");
    }
  }

  private static String query(String range, String campaign) {
    return "range=" + range + (campaign.isEmpty() ? "" : "&campaign=" + campaign);
  }

  private static String another(String range) {
    String found = any(RANGES);
    return found.equals(range) ? another(range) : found;
  }

  private static String any(List<String> list) {
    return list.get(ThreadLocalRandom.current().nextInt(list.size()));
  }

  /** Half to one and a half times the average, so that sessions do not march in step. */
  private void think() {
    long average = settings.think().toMillis();
    long giveUpAt =
        System.nanoTime()
            + Duration.ofMillis(average / 2 + ThreadLocalRandom.current().nextLong(average))
                .toNanos();
    while (!isOver && System.nanoTime() < giveUpAt) {
      Pause.millis(100);
    }
  }

  private static void await(CountDownLatch open) {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
