package org.trueopen.job;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.trueopen.job.ledger.PassHits;
import org.trueopen.job.source.KafkaSources;
import org.trueopen.job.store.ClickHouseSink;

/** The engagement job with all of Flink in this process, so that its cost is the process's. */
public final class BenchedJobMain {

  /** Half a TaskManager of the size that production should have. */
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(512);

  /** Without a pause, those that were missed while the process stood still would follow at once. */
  private static final Duration CHECKPOINT_PAUSE = Duration.ofMillis(500);

  /** Checkpoints that are told of: all of a few rounds, with one a second. */
  private static final int HISTORY = 1000;

  private BenchedJobMain() {}

  /**
   * @param args {@code full}, {@code pass} or {@code keep}, the port of Flink's REST interface, a
   *     folder for state; the rest is in the environment, as for the job
   */
  @SuppressWarnings("try") // it runs until it is killed
  public static void main(String[] args) throws Exception {
    JobConfig config = JobConfig.parse(System.getenv());
    Clock clock = Clock.systemUTC();
    EngagementPipeline.Sources sources =
        new EngagementPipeline.Sources(
            KafkaSources.deliveries(config.kafka()),
            KafkaSources.hits(config.kafka()),
            KafkaSources.settings(config.kafka()));
    ClickHouseSink store = new ClickHouseSink(config.clickHouse());
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(
            flink(config, Integer.parseInt(args[1]), Path.of(args[2])))) {
      env.setParallelism(config.parallelism());
      switch (args[0]) {
        case "keep" -> KeepOnePipeline.addTo(env, sources, store, clock);
        case "pass" -> {
          EngagementPipeline pipeline = pipeline(config, sources, store, clock);
          pipeline.classifyBy(new PassHits(clock));
          pipeline.addTo(env);
        }
        default -> pipeline(config, sources, store, clock).addTo(env);
      }
      env.execute();
    }
  }

  private static EngagementPipeline pipeline(
      JobConfig config, EngagementPipeline.Sources sources, ClickHouseSink store, Clock clock) {
    return new EngagementPipeline(
        sources, store, config.hashSecret(), config.signals(), config.retention(), clock);
  }

  private static Configuration flink(JobConfig config, int port, Path folder) {
    Configuration flink = FlinkSettings.of(config);
    flink.set(RestOptions.PORT, port);
    flink.set(RestOptions.BIND_PORT, Integer.toString(port));
    flink.set(CoreOptions.TMP_DIRS, folder.toString());
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, config.parallelism());
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
    flink.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, HISTORY);
    flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, CHECKPOINT_PAUSE);
    // The process is stopped while others are measured, which nobody is to take for dead.
    flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofHours(12));
    return flink;
  }
}
