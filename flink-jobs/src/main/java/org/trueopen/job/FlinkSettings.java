package org.trueopen.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;
import org.trueopen.job.state.StateFiles;

/**
 * What the job asks of Flink, whatever cluster it runs on. Memory, ports and intervals of the
 * cluster itself stand in its {@code config.yaml}.
 */
final class FlinkSettings {

  /** Stands in checkpoints and never changes: how many parts state is divided into. */
  static final int MAX_PARALLELISM = 128;

  /**
   * The same in every run, so that a run finds the checkpoints of the one before. It is the ASCII
   * text {@code trueopen} and a 1.
   */
  static final JobID JOB_ID = JobID.fromHexString("747275656f70656e0000000000000001");

  private FlinkSettings() {}

  /** With what the newest checkpoint found, if there is one, was left to go on from. */
  static Configuration of(JobConfig config) {
    Configuration flink = of(config.checkpointDir(), config.checkpointInterval());
    flink.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, JOB_ID.toHexString());
    flink.set(CoreOptions.DEFAULT_PARALLELISM, config.parallelism());
    flink.set(StateBackendOptions.STATE_BACKEND, config.stateBackend());
    flink.set(CheckpointingOptions.ENABLE_UNALIGNED, config.unalignedCheckpoints());
    LatestCheckpoint.find(config.checkpointDir().resolve(JOB_ID.toHexString()))
        .ifPresent(
            checkpoint -> {
              flink.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
              // The job owns what it continues, and removes it once newer ones stand.
              flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
            });
    return flink;
  }

  static Configuration of(Path checkpointDir, Duration checkpointInterval) {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.NAME, "engagement");
    flink.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    // All that crosses an edge is immutable.
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    // Only timers of ninety days wait for watermarks.
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofSeconds(1));

    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    // With a checkpoint every second there are always several young files to look through.
    flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    flink.set(
        RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, List.of(CompressionType.LZ4_COMPRESSION));
    flink.set(RocksDBOptions.OPTIONS_FACTORY, StateFiles.class.getName());
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDir.toUri().toString());
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);

    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    flink.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
    flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(100));
    // A checkpoint waits as long as ClickHouse is away. The job must not be restarted for that.
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    // Rows in flight would become part of checkpoints, which grow and take longer to go on from.
    // It pays only where rows wait long in buffers, as when the sink is the bottleneck for hours.
    flink.set(CheckpointingOptions.ENABLE_UNALIGNED, false);

    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    // After a quiet minute the next failure is a first one again.
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(1));
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    return flink;
  }
}
