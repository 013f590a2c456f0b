package org.trueopen.job;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trueopen.config.ConfigException;
import org.trueopen.config.Environment;
import org.trueopen.id.KeyedHash;
import org.trueopen.job.ledger.CountryFile;
import org.trueopen.job.ledger.Retention;
import org.trueopen.job.ledger.SignalsConfig;
import org.trueopen.job.store.ClickHouseTarget;
import org.trueopen.log.KafkaConfig;

/**
 * All settings of the job, read once from the environment; docs/settings.md has the table.
 *
 * @param hashSecret the key of {@link KeyedHash}, the same as ingest's
 * @param checkpointDir on a file system that all of the cluster's processes share
 * @param checkpointInterval also how long a hit may wait to be visible
 * @param unalignedCheckpoints whether barriers overtake what waits in buffers
 * @param stateBackend {@code rocksdb} or {@code hashmap}
 * @param parallelism subtasks of each operator, 1 to 128
 * @param signals where the lists come from, when they are stale, and the file of countries
 * @param retention how long deliveries are remembered
 */
@SuppressWarnings("ArrayRecordComponent") // a secret without an equality anybody asks for
record JobConfig(
    KafkaConfig kafka,
    ClickHouseTarget clickHouse,
    byte[] hashSecret,
    Path checkpointDir,
    Duration checkpointInterval,
    boolean unalignedCheckpoints,
    String stateBackend,
    int parallelism,
    SignalsConfig signals,
    Retention retention) {

  /**
   * @throws ConfigException if anything is missing or wrong; it names all of it
   */
  static JobConfig parse(Map<String, String> variables) {
    Map<String, String> own = new HashMap<>(variables);
    // Flink's official images have a variable of their own that looks like one of ours.
    own.keySet().removeIf(name -> name.startsWith("JOB_MANAGER_"));
    Environment env = new Environment(own, "JOB_");
    KafkaConfig kafka = KafkaConfig.parse(env);
    ClickHouseTarget clickHouse =
        new ClickHouseTarget(
            env.serverUrl("CLICKHOUSE_URL", "http://127.0.0.1:8123"),
            env.text("CLICKHOUSE_USER", "default"),
            env.text("CLICKHOUSE_PASSWORD", ""));
    byte[] secret = KeyedHash.parseSecret(env, "JOB_HASH_KEY_FILE");
    Path checkpoints = checkpointDir(env);
    int intervalMillis = env.integer("JOB_CHECKPOINT_INTERVAL_MS", 1000, 100, 600_000);
    int parallelism = env.integer("JOB_PARALLELISM", 1, 1, FlinkSettings.MAX_PARALLELISM);
    SignalsConfig signals =
        new SignalsConfig(
            env.text("JOB_SIGNALS_DIR", ""),
            env.integer("JOB_SIGNALS_MAX_AGE_DAYS", SignalsConfig.DEFAULT_MAX_AGE_DAYS, 1, 3650),
            countryFile(env));
    boolean unaligned =
        choice(env, "JOB_UNALIGNED_CHECKPOINTS", List.of("false", "true")).equals("true");
    String backend = choice(env, "JOB_STATE_BACKEND", List.of("rocksdb", "hashmap"));
    Retention retention =
        new Retention(
            days(env, "JOB_MEMORY_DAYS", Retention.DEFAULT.memory(), 1),
            days(env, "JOB_REMAINDER_DAYS", Retention.DEFAULT.remainder(), 0));
    env.finish();
    return new JobConfig(
        kafka,
        clickHouse,
        secret,
        checkpoints,
        Duration.ofMillis(intervalMillis),
        unaligned,
        backend,
        parallelism,
        signals,
        retention);
  }

  /** The first one is the default. */
  private static String choice(Environment env, String name, List<String> choices) {
    String text = env.text(name, choices.getFirst());
    if (!choices.contains(text)) {
      env.problem(name, String.join(" or ", choices), '"' + text + '"');
    }
    return text;
  }

  private static Duration days(Environment env, String name, Duration absent, int min) {
    return Duration.ofDays(env.integer(name, Math.toIntExact(absent.toDays()), min, 3650));
  }

  /** Opened once, so that a job that cannot use it does not start. */
  private static String countryFile(Environment env) {
    String file = env.text("JOB_COUNTRY_FILE", "");
    if (!file.isEmpty()) {
      try {
        CountryFile.open(Path.of(file)).close();
      } catch (IOException | InvalidPathException e) {
        env.problem(
            "JOB_COUNTRY_FILE",
            "a MaxMind DB file of countries, as GeoLite2-Country.mmdb",
            "\"%s\" (%s)".formatted(file, e.getMessage()));
      }
    }
    return file;
  }

  private static Path checkpointDir(Environment env) {
    String text = env.required("JOB_CHECKPOINT_DIR", "a URL like file:///var/lib/trueopen/flink");
    if (!text.isEmpty()) {
      try {
        return Path.of(URI.create(text));
      } catch (RuntimeException e) {
        env.problem("JOB_CHECKPOINT_DIR", "a URL like file:///var/lib/x", '"' + text + '"');
      }
    }
    return Path.of("/");
  }

  @Override
  public String toString() {
    return "JobConfig[kafka=%s, clickHouse=%s, hashSecret=***, checkpointDir=%s, checkpointInterval=%s, unalignedCheckpoints=%s, stateBackend=%s, parallelism=%d, signals=%s, retention=%s]"
        .formatted(
            kafka,
            clickHouse,
            checkpointDir,
            checkpointInterval,
            unalignedCheckpoints,
            stateBackend,
            parallelism,
            signals,
            retention);
  }
}
