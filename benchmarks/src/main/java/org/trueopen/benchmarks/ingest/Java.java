package org.trueopen.benchmarks.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Command lines of child JVMs, each kept to one core. */
final class Java {

  /** Of the servers that are measured. */
  static final int SERVER_CORE = 0;

  /** Of the load and the brokers. */
  static final int LOAD_CORE = 1;

  private Java() {}

  /** As the standalone product starts ingest: the same heap, the same collector. */
  static ProcessBuilder server(
      String classPath, String mainClass, Map<String, String> environment, String... main) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // A compiler thread that ends would take its time out of what is subtracted.
                "-XX:-UseDynamicNumberOfCompilerThreads",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                mainClass));
    arguments.addAll(List.of(main));
    return java(SERVER_CORE, environment, arguments);
  }

  static ProcessBuilder java(int core, Map<String, String> environment, List<String> arguments) {
    List<String> command = pinned(core);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What the shell has set for another process of ours must not reach this one.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("INGEST_") || name.startsWith("KAFKA_"));
    builder.environment().putAll(environment);
    return builder;
  }

  /** The beginning of a command that runs on one core only. */
  static List<String> pinned(int core) {
    return new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
  }
}
