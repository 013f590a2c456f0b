package org.trueopen.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.trueopen.job.ledger.SignalsConfig;
import org.trueopen.job.replay.Settlement;
import org.trueopen.job.replay.StatementFiles;
import org.trueopen.job.source.RecordedEvents;
import org.trueopen.replay.RecordFile;
import org.trueopen.replay.ReplayFiles;

/**
 * Runs the engagement job's graph over a prepared history, in a Flink of its own, and writes each
 * hit's final verdict.
 *
 * <p>The graph runs in Flink's batch mode: each ledger is told its events in the order of their
 * time, however many subtasks share the work and in whatever order the lines stood, so the same
 * history always gives the same verdicts. Timers only fire when a ledger has had all its events;
 * nothing is forgotten meanwhile, as it would be ninety days after a delivery's last hit. In batch
 * mode the rules, which are broadcast, are all read before the first event is judged.
 */
public final class ReplayJob {

  /** Where each ledger's events are sorted; what does not fit goes to temporary files. */
  private static final MemorySize SORT_MEMORY = MemorySize.ofMebiBytes(192);

  /** Of a replay nothing is stored, so its address hashes need no secret. */
  private static final byte[] NO_SECRET = new byte[32];

  private ReplayJob() {}

  /**
   * @param args the folder of {@link ReplayFiles}, the parallelism, the history's last instant, the
   *     file for verdicts and, if wanted, the one for counts as JSON
   */
  public static void main(String[] args) throws Exception {
    ReplayFiles files = new ReplayFiles(Path.of(args[0]));
    Settlement.Result result =
        run(files, Integer.parseInt(args[1]), Instant.parse(args[2]), Path.of(args[3]));
    if (args.length > 4) {
      Files.writeString(Path.of(args[4]), result.json());
    }
    System.out.print(result.text());
  }

  /**
   * @param now a time by which all of the history has happened
   * @param out replaced, once all verdicts are there
   */
  @SuppressWarnings("try") // closing an environment may be interrupted; then so is the replay
  static Settlement.Result run(ReplayFiles files, int parallelism, Instant now, Path out)
      throws Exception {
    if (!Files.exists(files.settings())) {
      new RecordFile.Writer(files.settings()).close(); // none, so that the default rules hold
    }
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, flink("replay", files.folder(), parallelism))) {
      new EngagementPipeline(
              new EngagementPipeline.Sources(
                  RecordedEvents.deliveries(files.deliveries()),
                  RecordedEvents.hits(files.hits()),
                  RecordedEvents.settings(files.settings())),
              new StatementFiles(files.folder()),
              NO_SECRET,
              SignalsConfig.BUNDLED,
              Clock.fixed(now, ZoneOffset.UTC))
          .addTo(env);
      env.execute();
    }
    return settle(files, out);
  }

  private static Settlement.Result settle(ReplayFiles files, Path out) throws IOException {
    Path unfinished = out.resolveSibling(out.getFileName() + ".part");
    Files.deleteIfExists(unfinished);
    Settlement.Result result = new Settlement(files).writeTo(unfinished);
    Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
    return result;
  }

  /**
   * For a history with an end.
   *
   * @param folder for what does not fit into memory
   */
  static Configuration flink(String name, Path folder, int parallelism) {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.NAME, name);
    flink.set(PipelineOptions.MAX_PARALLELISM, FlinkSettings.MAX_PARALLELISM);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    flink.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, 2 * parallelism);
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SORT_MEMORY);
    flink.set(CoreOptions.TMP_DIRS, folder.toString());
    return flink;
  }
}
