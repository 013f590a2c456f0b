package org.trueopen.benchmarks.admin;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.trueopen.benchmarks.admin.DashboardLoad.Deed;
import org.trueopen.benchmarks.ingest.Report;

/** The tables of the admin's benchmark. */
final class AdminTable {

  private static final double GOAL_MILLIS = 300;
  private static final long GOAL_HEAP_BYTES = 1L << 30;
  private static final Set<Deed> INTERACTIONS = EnumSet.of(Deed.RANGE, Deed.FILTER);
  private static final int SHOWN_ERRORS = 5;

  private final AdminSettings settings;
  private final Report report;

  AdminTable(AdminSettings settings, Report report) {
    this.settings = settings;
    this.report = report;
  }

  void write(AdminWorkbench bench, DashboardLoad.Found found) {
    report.line("# The admin under load").line("");
    report.line(
        "%d sessions on the Overview, %,d deliveries; %d s of thinking on average; %d deliveries a second came in meanwhile."
            .formatted(
                settings.sessions(),
                settings.deliveries(),
                settings.think().toSeconds(),
                settings.livePerSecond()));
    head("Interaction");
    Histogram all = new Histogram(3);
    found
        .times()
        .forEach(
            (deed, times) -> {
              row(deed.words, times);
              if (INTERACTIONS.contains(deed)) {
                all.add(times);
              }
            });
    row("**all interactions**", all);
    report.line("");
    report.line("| | |").line("|---|---|");
    List<Long> heap = found.heapBytes();
    fact("Heap after a full collection, nobody logged in", mib(heap.getFirst()));
    fact("the same with all sessions open", mib(heap.getLast()));
    fact("Resident", mib(bench.residentBytes()));
    fact("CPU of the admin, of one core", "%.0f %%".formatted(100 * found.cpuShare()));
    fact("Interactions a second", "%.1f".formatted(perSecond(all)));
    fact(
        "Pushes a second, and their size",
        "%.1f, %,d characters"
            .formatted(
                (double) found.pushes() / settings.time().toSeconds(),
                found.pushes() == 0 ? 0 : found.pushedCharacters() / found.pushes()));
    fact("Push connections that ended", "" + found.broken());
    fact("Errors", "" + found.errors().size());
    report.line("");
    found.errors().stream().distinct().limit(SHOWN_ERRORS).forEach(report::problem);
    double p95 = all.getValueAtPercentile(95) / 1000.0;
    report.verdict(
        all.getTotalCount() > 0 && p95 <= GOAL_MILLIS,
        "p95 of an interaction %.0f ms, aim: 300 ms".formatted(p95));
    report.verdict(
        heap.getLast() < GOAL_HEAP_BYTES,
        "all sessions within a heap of 1 GiB (-Xmx1g), of which " + mib(heap.getLast()) + " live");
    report.line("");
  }

  void write(MessagesLoad.Found found) {
    report.line("# The message list").line("");
    report.line("%,d deliveries, one session.".formatted(found.total()));
    head("Fetched");
    found.times().forEach(this::row);
    report.line("");
  }

  void write(MessagesScroll.Found found) {
    report.line("# The message list in Chromium").line("");
    report.line("%,d rows.".formatted(found.rows()));
    head("Until it is drawn");
    row("any row of the list", found.jumps());
    row("400 pixels further down", found.steps());
    row("a frame while it is scrolled without a pause", found.frames());
    report.line("");
    report.verdict(
        found.blank() == 0,
        "no blank row while it is scrolled: %,d of %,d frames showed one"
            .formatted(found.blank(), found.frames().getTotalCount()));
    report.line("");
  }

  private void head(String what) {
    report.line("");
    report.line("| " + what + " | times | p50 ms | p95 ms | max ms |");
    report.line("|---|---|---|---|---|");
  }

  private void row(String name, Histogram times) {
    report.line(
        "| %s | %,d | %.0f | %.0f | %.0f |"
            .formatted(
                name,
                times.getTotalCount(),
                times.getValueAtPercentile(50) / 1000.0,
                times.getValueAtPercentile(95) / 1000.0,
                times.getMaxValue() / 1000.0));
  }

  private void fact(String name, String value) {
    report.line("| " + name + " | " + value + " |");
  }

  private double perSecond(Histogram times) {
    return (double) times.getTotalCount() / settings.time().toSeconds();
  }

  private static String mib(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
