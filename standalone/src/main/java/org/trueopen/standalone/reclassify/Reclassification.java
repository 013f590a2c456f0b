package org.trueopen.standalone.reclassify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.SettingsLog;
import org.trueopen.log.TopicExtent;
import org.trueopen.log.Topics;
import org.trueopen.replay.ReclassifyFiles;
import org.trueopen.replay.RecordFile;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingCodec;
import org.trueopen.standalone.importer.RulesFile;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.generation.CarriedOver;
import org.trueopen.store.generation.Generation;
import org.trueopen.store.generation.Generations;
import org.trueopen.store.generation.ShownGeneration;
import org.trueopen.store.generation.StoreHistory;

/**
 * Makes a generation: judges what the topics hold anew, in a process of its own, and carries over
 * what they no longer hold. Everything is taken as it stood when it began.
 */
public final class Reclassification {

  /** The group under which the running job says how far it has read. */
  private static final String JOB_GROUP = "trueopen-engagement";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_MS = 500;
  private static final int SAY_EVERY_SECONDS = 3;

  private final StoreConfig migrator;
  private final KafkaConfig kafka;
  private final KeyedHash hashes;
  private final Generations generations;
  private final Clock clock;
  private final Consumer<String> say;

  /**
   * @param migrator may make databases and copy rows
   * @param hashes by which the job hashes addresses
   * @param say takes lines for a person
   */
  public Reclassification(
      StoreConfig migrator,
      KafkaConfig kafka,
      KeyedHash hashes,
      Clock clock,
      Consumer<String> say) {
    this.migrator = migrator;
    this.kafka = kafka;
    this.hashes = hashes;
    this.generations = new Generations(migrator, clock);
    this.clock = clock;
    this.say = say;
  }

  /** Starts the process that judges. */
  @FunctionalInterface
  public interface Judge {

    /**
     * @param database to write into
     */
    ProcessBuilder command(ReclassifyFiles files, String database) throws IOException;
  }

  /**
   * Returns when the generation can be shown. One of the same name is replaced, and if that is
   * shown the new one is from then on.
   *
   * @param rules null for those that hold
   * @param folder empty; the caller removes it
   * @throws ReclassifyException if it cannot be made; then nothing is left of it
   */
  public Generation make(String name, @Nullable RulesFile rules, Path folder, Judge judge)
      throws IOException, InterruptedException, ReclassifyException {
    dropUnfinished();
    Instant begun = clock.instant();
    TopicExtent extent = TopicExtent.whole(kafka);
    awaitJob(extent);
    ReclassifyFiles files = new ReclassifyFiles(folder);
    AppliedRules applied = prepare(files, rules, extent);
    Generation made =
        generations
            .begin(name, applied.version(), begun, extent.text())
            .orElseThrow(ReclassifyException::full);
    boolean finished = false;
    try {
      say.accept(
          "Judging %,d records of deliveries and %,d of hits by rules %s into %s"
              .formatted(
                  extent.records(Topics.DELIVERIES),
                  extent.records(Topics.HITS),
                  applied.version(),
                  made.database()));
      judge(judge.command(files, made.database()), made);
      say.accept("Carrying over what the topics no longer hold");
      generations.finish(made, new CarriedOver(migrator, made).bring(erasedIn(files)));
      finished = true;
    } finally {
      if (!finished) {
        generations.drop(made);
      }
    }
    Generation done =
        generations.list().stream()
            .filter(found -> found.database().equals(made.database()))
            .findFirst()
            .orElseThrow();
    replace(done);
    return done;
  }

  /** What a run that was killed has left. */
  private void dropUnfinished() {
    generations.list().stream().filter(found -> !found.finished()).forEach(generations::drop);
  }

  /** What is carried over is what the job has stored, so it must have got as far as we read. */
  private void awaitJob(TopicExtent extent) throws InterruptedException, ReclassifyException {
    long unread = extent.unread(kafka, JOB_GROUP);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (unread > 0) {
      say.accept("Waiting for the job, which has %,d records to go".formatted(unread));
      TimeUnit.SECONDS.sleep(SAY_EVERY_SECONDS);
      long now = extent.unread(kafka, JOB_GROUP);
      if (now < unread) {
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new ReclassifyException(
            "the job has read nothing for %d s and has %,d records to go; see ./trueopen status"
                .formatted(PATIENCE.toSeconds(), now));
      }
      unread = now;
    }
  }

  private AppliedRules prepare(ReclassifyFiles files, @Nullable RulesFile rules, TopicExtent extent)
      throws IOException {
    StoreHistory history = new StoreHistory(migrator);
    AppliedRules applied;
    try (SettingsLog settings = SettingsLog.open(kafka, "reclassify", clock)) {
      applied = AppliedRules.of(rules, settings.view(), history.accounts(), hashes);
    }
    try (RecordFile.Writer file = new RecordFile.Writer(files.settings())) {
      for (Setting setting : applied.settings()) {
        file.append(SettingCodec.encode(setting));
      }
    }
    Files.writeString(files.extent(), extent.text());
    Files.writeString(
        files.erased(),
        history.erased().entrySet().stream()
            .map(
                erased ->
                    "%s %s %d\n"
                        .formatted(
                            erased.getKey().account(),
                            Long.toUnsignedString(erased.getKey().key()),
                            erased.getValue().toEpochMilli()))
            .collect(Collectors.joining()));
    return applied;
  }

  private void judge(ProcessBuilder command, Generation made)
      throws IOException, InterruptedException, ReclassifyException {
    StoreHistory history = new StoreHistory(migrator);
    Process process = command.inheritIO().start();
    try {
      long said = 0;
      while (!process.waitFor(SAY_EVERY_SECONDS, TimeUnit.SECONDS)) {
        long rows = history.hitRows(made);
        if (rows > said) {
          said = rows;
          say.accept("  %,d rows of hits written".formatted(rows));
        }
      }
      if (process.exitValue() != 0) {
        throw new ReclassifyException("judging ended with status " + process.exitValue());
      }
    } finally {
      process.destroy();
    }
  }

  private static long erasedIn(ReclassifyFiles files) throws IOException {
    Map<String, Long> counts =
        Files.readAllLines(files.counts()).stream()
            .map(line -> line.split(" ", -1))
            .collect(Collectors.toMap(words -> words[0], words -> Long.parseLong(words[1])));
    return counts.getOrDefault("erased", 0L);
  }

  private void replace(Generation done) throws InterruptedException {
    List<Generation> older =
        generations.list().stream()
            .filter(found -> found.name().equals(done.name()))
            .filter(found -> !found.database().equals(done.database()))
            .toList();
    Optional<Generation> shown = generations.shown();
    if (shown.filter(older::contains).isPresent()) {
      generations.show(done);
      say.accept("Reports show it from now on, in place of the one before");
      // Nobody reads the one before any more.
      TimeUnit.MILLISECONDS.sleep(ShownGeneration.FRESH_FOR.toMillis() + POLL_MS);
    }
    older.forEach(generations::drop);
  }
}
