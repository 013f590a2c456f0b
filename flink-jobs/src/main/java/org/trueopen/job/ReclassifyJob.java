package org.trueopen.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.trueopen.job.ledger.KeepWhole;
import org.trueopen.job.source.KafkaSources;
import org.trueopen.job.source.RecordedEvents;
import org.trueopen.job.store.GenerationSink;
import org.trueopen.log.TopicExtent;
import org.trueopen.replay.ReclassifyFiles;

/**
 * Runs the engagement job's graph over a span of the topics, by given rules, and writes what it
 * states into a generation's database. As {@link ReplayJob} it has a Flink of its own in batch
 * mode, so the rules are all known before the first event is judged, and each ledger is told its
 * events in the order of their time. Nothing of the running job is touched: not its state, its
 * offsets or its rows.
 */
public final class ReclassifyJob {

  private ReclassifyJob() {}

  /**
   * @param args the folder of {@link ReclassifyFiles}, the database, and the parallelism; the
   *     environment is the job's
   */
  public static void main(String[] args) throws Exception {
    run(
        JobConfig.parse(System.getenv()),
        new ReclassifyFiles(Path.of(args[0])),
        args[1],
        Integer.parseInt(args[2]),
        Instant.now());
  }

  /**
   * @param now when it is done: statements have this time
   */
  @SuppressWarnings("try") // closing an environment may be interrupted; then so is the run
  static void run(
      JobConfig config, ReclassifyFiles files, String database, int parallelism, Instant now)
      throws Exception {
    TopicExtent extent = TopicExtent.parse(Files.readString(files.extent()));
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, ReplayJob.flink("reclassify", files.folder(), parallelism))) {
      new EngagementPipeline(
              new EngagementPipeline.Sources(
                  KafkaSources.deliveries(config.kafka(), extent),
                  KafkaSources.hits(config.kafka(), extent),
                  RecordedEvents.settings(files.settings())),
              new GenerationSink(config.clickHouse(), database),
              config.hashSecret(),
              config.signals(),
              config.retention(),
              Clock.fixed(now, ZoneOffset.UTC))
          .judgeOnly(new KeepWhole(erased(files.erased())))
          .addTo(env);
      JobExecutionResult result = env.execute();
      write(new TreeMap<>(result.getAllAccumulatorResults()), files.counts());
    }
  }

  private static Map<KeepWhole.Erased, Instant> erased(Path file) throws IOException {
    Map<KeepWhole.Erased, Instant> erased = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ", -1);
      erased.put(
          new KeepWhole.Erased(words[0], Long.parseUnsignedLong(words[1])),
          Instant.ofEpochMilli(Long.parseLong(words[2])));
    }
    return erased;
  }

  private static void write(Map<String, Object> counts, Path file) throws IOException {
    Files.writeString(
        file,
        counts.entrySet().stream()
            .map(count -> count.getKey() + ' ' + count.getValue() + '\n')
            .collect(Collectors.joining()));
  }
}
