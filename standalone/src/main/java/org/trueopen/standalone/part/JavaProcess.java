package org.trueopen.standalone.part;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the command lines of child JVMs. */
final class JavaProcess {

  /**
   * Small heaps are collected best by one thread; on a laptop the collector's threads cost more.
   */
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  /** Newer lists of networks and user agents are whoever's has set them, and the same for all. */
  private static final String LISTS = "JOB_SIGNALS_";

  /** So is where countries are looked up. */
  private static final String COUNTRIES = "JOB_COUNTRY_FILE";

  private final List<String> command = new ArrayList<>();
  private Map<String, String> environment = Map.of();

  JavaProcess(String maxHeap) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + maxHeap);
    command.addAll(SMALL);
  }

  JavaProcess with(String... flags) {
    command.addAll(List.of(flags));
    return this;
  }

  JavaProcess environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  ProcessBuilder main(String classPath, String mainClass, String... arguments) {
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(List.of(arguments));
    return build();
  }

  ProcessBuilder jar(Path jar) {
    command.addAll(List.of("-jar", jar.toString()));
    return build();
  }

  private ProcessBuilder build() {
    ProcessBuilder builder = new ProcessBuilder(command);
    // What the shell has set for another TrueOpen must not reach this one's parts.
    builder.environment().keySet().removeIf(JavaProcess::isHeldBack);
    builder.environment().putAll(environment);
    return builder;
  }

  static boolean isHeldBack(String name) {
    return name.startsWith("INGEST_")
        || name.startsWith("ADMIN_")
        || (name.startsWith("JOB_") && !name.startsWith(LISTS) && !name.equals(COUNTRIES))
        || name.startsWith("WEBHOOKS_")
        || name.startsWith("KAFKA_")
        || name.startsWith("CLICKHOUSE_");
  }
}
