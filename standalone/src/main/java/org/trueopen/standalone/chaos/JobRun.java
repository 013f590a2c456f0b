package org.trueopen.standalone.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.trueopen.standalone.chaos.JobFaults.Strike;
import org.trueopen.standalone.process.Supervisor;

/** Kills what the job is made of and stands on, again and again, and sees it come back. */
final class JobRun {

  static final String CLICKHOUSE = "clickhouse";

  private static final Duration HEALING = Duration.ofMinutes(4);

  /**
   * A kill and what came of it.
   *
   * @param millis until rows moved again in ClickHouse; negative if the next strike came before
   */
  record Blow(String part, boolean amidInsert, boolean hasty, long millis) {}

  private final Stage stage;
  private final CampaignStore rows;
  private final InsertWatch inserts;
  private final Consumer<String> say;
  private final List<Blow> blows = new ArrayList<>();

  JobRun(Stage stage, CampaignStore rows, InsertWatch inserts, Consumer<String> say) {
    this.stage = stage;
    this.rows = rows;
    this.inserts = inserts;
    this.say = say;
  }

  List<Blow> blows() {
    return List.copyOf(blows);
  }

  /** Strikes until the time is over. False if a stop was asked for meanwhile. */
  boolean strike(JobFaults faults, Duration howLong) throws InterruptedException {
    long end = System.nanoTime() + howLong.toNanos();
    Strike next = faults.next();
    while (System.nanoTime() < end) {
      if (stage.awaitStop(next.calm().toSeconds())) {
        return false;
      }
      Strike after = faults.next();
      kill(next, after.hasty());
      next = after;
    }
    return awaitMoving(System.nanoTime()).isPresent();
  }

  /**
   * Keeps ClickHouse down for a while. False if a stop was asked for, or rows do not move again.
   */
  boolean withoutClickHouse(Duration howLong) throws InterruptedException {
    if (howLong.isZero()) {
      return true;
    }
    say.accept("ClickHouse is killed and stays down for %d s".formatted(howLong.toSeconds()));
    Supervisor supervisor = stage.supervisor();
    supervisor.hold(CLICKHOUSE, true);
    boolean stopped;
    try {
      supervisor.process(CLICKHOUSE).ifPresent(ProcessHandle::destroyForcibly);
      stopped = stage.awaitStop(howLong.toSeconds());
    } finally {
      supervisor.hold(CLICKHOUSE, false);
    }
    OptionalLong moving = awaitMoving(System.nanoTime());
    moving.ifPresent(
        millis ->
            say.accept("  rows move again %.1f s after it is let up".formatted(millis / 1e3)));
    return !stopped && moving.isPresent();
  }

  private void kill(Strike strike, boolean leaveAlone) throws InterruptedException {
    boolean amid = strike.part().equals(CLICKHOUSE) && inserts.await();
    Optional<ProcessHandle> victim = stage.supervisor().process(strike.part());
    if (victim.isEmpty()) {
      say.accept(strike.part() + " is down already");
      return;
    }
    long at = System.nanoTime();
    boolean _ = victim.get().destroyForcibly();
    OptionalLong moving = leaveAlone ? OptionalLong.empty() : awaitMoving(at);
    long millis = moving.orElse(-1);
    say.accept(
        "kill -9 %s%s: %s"
            .formatted(
                strike.part(),
                amid ? " amid an insert" : "",
                leaveAlone
                    ? "the next one follows at once"
                    : millis < 0
                        ? "no rows move"
                        : "rows move again after %.1f s".formatted(millis / 1e3)));
    blows.add(new Blow(strike.part(), amid, strike.hasty(), millis));
  }

  /**
   * Milliseconds since {@code from} until ClickHouse has more rows than it first had. What was
   * committed just before does not count as moving, so two increases are waited for.
   */
  private OptionalLong awaitMoving(long from) throws InterruptedException {
    long before = -1;
    int increases = 0;
    while (System.nanoTime() - from < HEALING.toNanos()) {
      long now = stored();
      if (before >= 0 && now > before && ++increases == 2) {
        return OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
      }
      before = Math.max(before, now);
      if (stage.awaitStop(0)) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
    return OptionalLong.empty();
  }

  private long stored() {
    try {
      return rows.stored();
    } catch (RuntimeException e) {
      return -1; // it is down
    }
  }
}
