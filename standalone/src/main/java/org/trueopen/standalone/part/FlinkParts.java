package org.trueopen.standalone.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.trueopen.standalone.process.Part;
import org.trueopen.store.StoreConfig;

/**
 * The Flink cluster: a JobManager that runs the engagement job, and TaskManagers that do the work,
 * one subtask of each operator for each of them.
 */
final class FlinkParts {

  private final Layout layout;
  private final DataFolder data;
  private final Ports ports;
  private final StoreConfig store;
  private final OperatorSettings operator;
  private final int taskManagers;
  private final HttpProbe probe = new HttpProbe();

  FlinkParts(
      Layout layout,
      DataFolder data,
      Ports ports,
      StoreConfig store,
      OperatorSettings operator,
      int taskManagers) {
    this.layout = layout;
    this.data = data;
    this.ports = ports;
    this.store = store;
    this.operator = operator;
    this.taskManagers = taskManagers;
  }

  /** Their names: a number stands behind if there are several. */
  static List<String> names(int taskManagers) {
    return taskManagers == 1
        ? List.of("taskmanager")
        : IntStream.rangeClosed(1, taskManagers).mapToObj(i -> "taskmanager-" + i).toList();
  }

  List<Part> taskManagers() {
    return names(taskManagers).stream().map(this::taskManager).toList();
  }

  Part jobManager() {
    return new Part() {
      @Override
      public String name() {
        return "jobmanager";
      }

      @Override
      public ProcessBuilder command() throws IOException {
        Path conf = writeConfig();
        return java("192m", conf)
            // It only coordinates, which does not repay the second compiler's work.
            .with("-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.util=ALL-UNNAMED")
            .main(
                layout.flink(),
                "org.trueopen.job.ApplicationCluster",
                "--configDir",
                conf.toString());
      }

      @Override
      public boolean isReady() {
        return probe.get(url("/config")).isPresent();
      }
    };
  }

  private Part taskManager(String name) {
    return new Part() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public ProcessBuilder command() throws IOException {
        Path conf = writeConfig();
        Path work = data.flink().resolve(name);
        // State that a killed TaskManager left behind is of no use: the checkpoint has it all.
        deleteRecursively(work);
        Files.createDirectories(work);
        // As its config.yaml counts them.
        return java("256m", conf)
            .with(
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:MaxMetaspaceSize=192m")
            .main(
                layout.flink(),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                "--configDir",
                conf.toString(),
                "-D",
                "io.tmp.dirs=" + work,
                "-D",
                // One that comes back under its name replaces the one that died at once, without
                // waiting for a heartbeat to be missed.
                "taskmanager.resource-id=" + name);
      }

      // The job runs only on TaskManagers, so a running job says that all is well, but for one that
      // it does not need just now.
      @Override
      public boolean isReady() {
        return says("/jobs/overview", "\"state\":\"RUNNING\"")
            && (taskManagers == 1 || says("/taskmanagers", "\"id\":\"" + name + '"'));
      }
    };
  }

  private boolean says(String path, String text) {
    return probe.get(url(path)).filter(body -> body.contains(text)).isPresent();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + ports.flinkUi() + path;
  }

  private JavaProcess java(String maxHeap, Path conf) {
    Map<String, String> environment = new HashMap<>();
    // A little slower than by default, which an idle laptop thanks us for.
    environment.put("JOB_CHECKPOINT_INTERVAL_MS", "1500");
    environment.putAll(operator.of("JOB_"));
    environment.put("JOB_PARALLELISM", Integer.toString(taskManagers));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.broker());
    environment.put("CLICKHOUSE_URL", store.url());
    environment.put("CLICKHOUSE_USER", store.user());
    environment.put("CLICKHOUSE_PASSWORD", store.password());
    environment.put("JOB_HASH_KEY_FILE", data.hashKey().toString());
    environment.put("JOB_CHECKPOINT_DIR", data.flink().resolve("checkpoints").toUri().toString());
    return new JavaProcess(maxHeap)
        .with(
            // The actors' clock ticks a hundred times a second by default, also when nothing
            // happens.
            "-Dpekko.scheduler.tick-duration=100ms",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlog4j2.configurationFile=" + conf.resolve("log4j.properties"))
        .environment(environment);
  }

  private static void deleteRecursively(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path writeConfig() throws IOException {
    Path conf = Files.createDirectories(data.flink().resolve("conf"));
    Files.createDirectories(data.flink().resolve("tmp"));
    String template =
        Files.readString(layout.home().resolve("flink-jobs/src/main/dist/conf/config.yaml"));
    Files.writeString(
        conf.resolve("config.yaml"),
        template
            .replace("${FLINK_RPC_PORT}", Integer.toString(ports.flinkRpc()))
            .replace("${FLINK_BLOB_PORT}", Integer.toString(ports.flinkBlobs()))
            .replace("${FLINK_REST_PORT}", Integer.toString(ports.flinkUi()))
            .replace("${FLINK_WORK_DIR}", data.flink().resolve("tmp").toString()));
    Files.writeString(
        conf.resolve("log4j.properties"),
        Files.readString(layout.home().resolve("flink-jobs/src/main/dist/conf/log4j.properties")));
    return conf;
  }
}
