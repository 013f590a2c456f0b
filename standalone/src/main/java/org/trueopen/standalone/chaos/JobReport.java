package org.trueopen.standalone.chaos;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.trueopen.standalone.chaos.JobRun.Blow;
import org.trueopen.standalone.chaos.StoreAudit.Outcome;
import org.trueopen.standalone.demo.HitAttempt;

/** Prints what the fault bench of the job found. */
final class JobReport {

  private final List<Blow> blows;
  private final List<HitAttempt> attempts;
  private final Recount recount;
  private final List<Outcome> outcomes;
  private final Consumer<String> out;

  JobReport(
      List<Blow> blows,
      List<HitAttempt> attempts,
      Recount recount,
      List<Outcome> outcomes,
      Consumer<String> out) {
    this.blows = blows;
    this.attempts = attempts;
    this.recount = recount;
    this.outcomes = outcomes;
    this.out = out;
  }

  /**
   * @param restarts of all parts
   */
  void print(long restarts) {
    out.accept("");
    out.accept(
        "%-16s %7s %12s %9s %10s %10s"
            .formatted("killed", "times", "amid insert", "in haste", "median s", "slowest s"));
    Map<String, List<Blow>> byPart =
        blows.stream()
            .collect(Collectors.groupingBy(Blow::part, TreeMap::new, Collectors.toList()));
    byPart.forEach((part, all) -> out.accept(row(part, all)));
    out.accept(
        "Seconds until rows move again in ClickHouse, where the next kill did not come before;"
            + " parts were started again "
            + restarts
            + " times.");
    out.accept("");
    out.accept(
        "%-20s %12s %12s %9s %9s".formatted("table", "recounted", "found", "missing", "surplus"));
    outcomes.forEach(
        o ->
            out.accept(
                "%-20s %12d %12d %9d %9d"
                    .formatted(o.table(), o.expected(), o.found(), o.missing(), o.surplus())));
    out.accept("");
    out.accept(
        "The load asked %d times, %d of them acknowledged; %d hits stand in their topic twice, %d records cannot be read."
            .formatted(
                attempts.size(),
                attempts.stream().filter(HitAttempt::acknowledged).count(),
                recount.repeated(),
                recount.unusable()));
    List<Outcome> wrong = outcomes.stream().filter(o -> !o.clean()).toList();
    out.accept(
        wrong.isEmpty() ? "Every table and rollup equals the recount, to the row." : "NOT CLEAN:");
    wrong.forEach(o -> out.accept("  " + o.table() + ": " + o.example()));
  }

  private static String row(String part, List<Blow> all) {
    List<Long> healed = all.stream().map(Blow::millis).filter(ms -> ms >= 0).sorted().toList();
    return "%-16s %7d %12d %9d %10s %10s"
        .formatted(
            part,
            all.size(),
            all.stream().filter(Blow::amidInsert).count(),
            all.stream().filter(Blow::hasty).count(),
            healed.isEmpty() ? "-" : seconds(healed.get(healed.size() / 2)),
            healed.isEmpty() ? "-" : seconds(healed.getLast()));
  }

  private static String seconds(long millis) {
    return "%.1f".formatted(millis / 1000.0);
  }
}
