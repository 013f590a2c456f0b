package org.trueopen.standalone.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.trueopen.standalone.demo.HitLoad;
import org.trueopen.standalone.part.StartException;

/** Goes through a plan: calm, a fault and its healing, calm, and so on. */
final class FaultRun {

  private static final String INGEST = "ingest";
  private static final String BROKER = "kafka";

  private static final int FROZEN_SECONDS = 60;
  private static final int FROZEN_BEFORE_KILL_SECONDS = 15;
  private static final int FROZEN_AFTER_KILL_SECONDS = 30;
  private static final int FROZEN_BEFORE_FULL_SECONDS = 5;
  private static final int FULL_SECONDS = 25;

  /** Ingest must make do with a full disk for a moment after the broker is back as well. */
  private static final int FULL_AFTER_THAW_SECONDS = 3;

  /** Some ten seconds of hits at the usual rate: less than the broker is frozen. */
  private static final String SMALL_QUOTA_BYTES = Integer.toString(1024 * 1024);

  private static final String QUOTA = "INGEST_JOURNAL_MAX_BYTES";

  /** How an ingest process ended. */
  enum End {
    KILLED,
    STOPPED,
    RUNNING
  }

  private final Stage stage;
  private final PartFaults parts;
  private final HitLoad load;
  private final CounterWatch watch;
  private final @Nullable JournalDisk disk;
  private final Consumer<String> say;
  private final List<Phase> phases = new ArrayList<>();
  private final Map<Long, End> ends = new LinkedHashMap<>();

  /**
   * @param disk the journal's own; null if this user may not have one
   */
  FaultRun(
      Stage stage,
      HitLoad load,
      CounterWatch watch,
      @Nullable JournalDisk disk,
      Consumer<String> say) {
    this.stage = stage;
    this.parts = new PartFaults(stage.supervisor(), say);
    this.load = load;
    this.watch = watch;
    this.disk = disk;
    this.say = say;
  }

  /** The load must have begun. False if a stop was asked for meanwhile. */
  boolean run(FaultPlan plan) throws IOException, StartException, InterruptedException {
    long began = System.nanoTime();
    boolean stopped = stage.awaitStop(plan.calm().toSeconds());
    began = close(null, began);
    for (Fault fault : plan.faults()) {
      if (stopped) {
        return false;
      }
      say.accept(fault.title());
      inject(fault);
      began = close(fault, began);
      stopped = stage.awaitStop(plan.calm().toSeconds());
      began = close(null, began);
    }
    return !stopped;
  }

  private long close(@Nullable Fault fault, long from) {
    long now = System.nanoTime();
    phases.add(new Phase(fault, from, now));
    return now;
  }

  List<Phase> phases() {
    return List.copyOf(phases);
  }

  /** How the process ended; one that nobody harmed is running. */
  End end(long pid) {
    return ends.getOrDefault(pid, End.RUNNING);
  }

  private void inject(Fault fault) throws IOException, StartException, InterruptedException {
    switch (fault) {
      case KILL_INGEST -> endIngest(End.KILLED);
      case STOP_INGEST -> endIngest(End.STOPPED);
      case KILL_BROKER -> parts.kill(BROKER);
      case FREEZE_BROKER -> frozen(() -> stage.awaitStop(FROZEN_SECONDS));
      case KILL_INGEST_FROZEN -> killFrozen();
      case FILL_JOURNAL -> fillJournal();
      case RESTART_ALL -> restartAll();
    }
  }

  private void endIngest(End how) throws InterruptedException {
    long pid = end(how);
    boolean _ = parts.awaitHealed(INGEST, pid);
  }

  /** Returns the process that is ended. */
  private long end(End how) throws InterruptedException {
    Optional<ProcessHandle> ingest = parts.process(INGEST);
    if (ingest.isEmpty()) {
      say.accept("  ingest does not run; nothing to end");
      return 0;
    }
    long pid = ingest.get().pid();
    ends.put(pid, how);
    // The last word before the end is as fresh as can be.
    var _ = watch.look();
    boolean _ = how == End.KILLED ? ingest.get().destroyForcibly() : ingest.get().destroy();
    return pid;
  }

  /** What is done while the broker stands still. */
  private interface Meanwhile {
    boolean run() throws IOException, InterruptedException;
  }

  /** Stops the broker's process, and lets it go on whatever happens. */
  private void freezeDuring(Meanwhile meanwhile) throws IOException, InterruptedException {
    ProcessHandle broker =
        parts.process(BROKER).orElseThrow(() -> new IOException("the broker does not run"));
    parts.signal("STOP", broker);
    try {
      boolean _ = meanwhile.run();
    } finally {
      parts.signal("CONT", broker);
    }
  }

  private void frozen(Meanwhile meanwhile) throws IOException, InterruptedException {
    freezeDuring(meanwhile);
    boolean _ = parts.awaitHealed(INGEST, 0);
  }

  private void killFrozen() throws IOException, InterruptedException {
    frozen(
        () -> {
          boolean _ = stage.awaitStop(FROZEN_BEFORE_KILL_SECONDS);
          var _ = end(End.KILLED);
          return stage.awaitStop(FROZEN_AFTER_KILL_SECONDS);
        });
  }

  private void fillJournal() throws IOException, InterruptedException {
    if (disk != null) {
      fillDisk(disk);
    } else if (watch.samples().stream().anyMatch(s -> s.counters().journal() != null)) {
      useUpQuota();
    } else {
      say.accept("  ingest has no journal whose size could be bounded; left out");
    }
  }

  private void fillDisk(JournalDisk full) throws IOException, InterruptedException {
    try {
      freezeDuring(
          () -> {
            boolean _ = stage.awaitStop(FROZEN_BEFORE_FULL_SECONDS);
            full.fill();
            return stage.awaitStop(FULL_SECONDS);
          });
      boolean _ = stage.awaitStop(FULL_AFTER_THAW_SECONDS);
    } finally {
      full.free();
    }
    boolean _ = parts.awaitHealed(INGEST, 0);
    awaitNoLosses();
  }

  private void useUpQuota() throws IOException, InterruptedException {
    stage.ingestVariables().put(QUOTA, SMALL_QUOTA_BYTES);
    endIngest(End.STOPPED);
    frozen(() -> stage.awaitStop(FROZEN_BEFORE_FULL_SECONDS + FULL_SECONDS));
    awaitNoLosses();
    stage.ingestVariables().remove(QUOTA);
    endIngest(End.STOPPED);
  }

  /** Only then is the fault over. */
  private void awaitNoLosses() throws InterruptedException {
    long before = -1;
    for (int tries = 0; tries < 20; tries++) {
      long lost = CounterWatch.lostBy(watch.samples(), System.nanoTime());
      if (lost == before) {
        return;
      }
      before = lost;
      TimeUnit.SECONDS.sleep(3);
    }
    say.accept("  ingest goes on losing hits although the disk has room again");
  }

  /** The load goes on until everything has stopped; nobody listens then. */
  private void restartAll() throws StartException, InterruptedException {
    parts.process(INGEST).ifPresent(ingest -> ends.put(ingest.pid(), End.STOPPED));
    long began = System.nanoTime();
    stage.stopParts();
    load.pause();
    stage.startParts();
    load.resume();
    say.accept(
        "  stopped and started again within %.1f s".formatted((System.nanoTime() - began) / 1e9));
  }
}
