package org.trueopen.standalone.part;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trueopen.replay.ReclassifyFiles;
import org.trueopen.store.StoreConfig;

/** A Flink of its own that runs the engagement job over a span of the topics and ends. */
public final class ReclassifyProcess {

  /** As a replay's: what it works on lies in files. */
  private static final String MAX_HEAP = "640m";

  /** What is judged anew is to be remembered, and looked up, as by the running job. */
  private static final List<String> JUDGING =
      List.of("JOB_MEMORY_DAYS", "JOB_REMAINDER_DAYS", "JOB_SIGNALS_DIR", "JOB_COUNTRY_FILE");

  private ReclassifyProcess() {}

  /**
   * @param store as whom to insert
   * @param database where
   * @param operator the environment, with what the running job has of these if not by default
   */
  public static ProcessBuilder command(
      Layout layout,
      DataFolder data,
      Ports ports,
      StoreConfig store,
      ReclassifyFiles files,
      String database,
      int parallelism,
      Map<String, String> operator)
      throws IOException {
    Path log = layout.home().resolve("flink-jobs/src/main/dist/conf/log4j-replay.properties");
    Map<String, String> environment = new HashMap<>(operator);
    environment.keySet().retainAll(JUDGING);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.broker());
    environment.put("CLICKHOUSE_URL", store.url());
    environment.put("CLICKHOUSE_USER", store.user());
    environment.put("CLICKHOUSE_PASSWORD", store.password());
    environment.put("JOB_HASH_KEY_FILE", data.hashKey().toString());
    // It has none, but the job's configuration asks for one.
    environment.put("JOB_CHECKPOINT_DIR", files.folder().toUri().toString());
    return new JavaProcess(MAX_HEAP)
        .with(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-Dlog4j2.configurationFile=" + log)
        .environment(environment)
        .main(
            layout.flink(),
            "org.trueopen.job.ReclassifyJob",
            files.folder().toString(),
            database,
            Integer.toString(parallelism));
  }
}
