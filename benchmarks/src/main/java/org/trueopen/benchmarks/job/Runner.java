package org.trueopen.benchmarks.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.benchmarks.ingest.Children;
import org.trueopen.benchmarks.ingest.ProcStat;

/** The process of one variant, which stands still unless it is its turn. */
final class Runner {

  private static final String HEAP = "1g";
  private static final int REST_PORT = 8081;

  private final Variant variant;
  private final Process process;
  private final int restPort;

  private Runner(Variant variant, Process process, int restPort) {
    this.variant = variant;
    this.process = process;
    this.restPort = restPort;
  }

  /**
   * Starts it; it begins to read at once.
   *
   * @param environment of the job, the same for all
   */
  static Runner start(
      Variant variant,
      Children children,
      JobWorkbench.Settings settings,
      Map<String, String> environment) {
    Path own = settings.folder().resolve(variant.word());
    int port = REST_PORT + settings.portOffset() + variant.port;
    try {
      Files.createDirectories(own.resolve("work"));
      ProcessBuilder builder = new ProcessBuilder(command(variant, settings, own, port));
      builder.environment().keySet().removeIf(name -> name.matches("(JOB|KAFKA|CLICKHOUSE)_.*"));
      Map<String, String> variables = new HashMap<>(environment);
      variables.put("JOB_PARALLELISM", Integer.toString(variant.parallelism));
      variables.put("JOB_CHECKPOINT_DIR", own.resolve("checkpoints").toUri().toString());
      builder.environment().putAll(variables);
      return new Runner(variant, children.start(builder, own.resolve("log")), port);
    } catch (IOException e) {
      throw new BenchException("cannot prepare " + own, e);
    }
  }

  private static List<String> command(
      Variant variant, JobWorkbench.Settings settings, Path own, int port) {
    Path home = settings.home();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+UseSerialGC",
                // A compiler thread that ends would take its time out of what is subtracted.
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlog4j2.configurationFile="
                    + home.resolve("flink-jobs/src/main/dist/conf/log4j.properties")));
    if (settings.recording()) {
      command.add("-XX:StartFlightRecording=dumponexit=true,filename=" + own.resolve("run.jfr"));
    }
    String libraries =
        String.join(
            ":",
            home.resolve("standalone/runtime-flink/target/lib") + "/*",
            settings.jar(variant).toString(),
            home.resolve("benchmarks/target/benchmarks.jar").toString());
    command.addAll(List.of("-cp", libraries));
    command.addAll(
        variant.isJob()
            ? List.of(
                "org.trueopen.job.BenchedJobMain",
                variant.classifier,
                Integer.toString(port),
                own.resolve("work").toString())
            : List.of("org.trueopen.benchmarks.job.CopyMain"));
    return command;
  }

  Variant variant() {
    return variant;
  }

  int restPort() {
    return restPort;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** User and system time in microseconds, without that of the compilers. */
  long cpuMicros() {
    return ProcStat.cpuMicros(process.toHandle());
  }

  long residentBytes() {
    return ProcStat.residentBytes(process.toHandle());
  }

  void pause() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  /** Like {@link #resume}, whether or not it still runs. */
  void release() {
    if (isAlive()) {
      resume();
    }
  }

  private void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new BenchException(variant.title + " is gone; see its log");
      }
    } catch (IOException e) {
      throw new BenchException("cannot signal a process", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
