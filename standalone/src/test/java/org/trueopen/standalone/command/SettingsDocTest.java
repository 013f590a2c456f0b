package org.trueopen.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.trueopen.store.Retention;

/** {@code docs/settings.md} names what can be set, all of it and nothing else. */
final class SettingsDocTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private static final Path PAGE = HOME.resolve("docs/settings.md");

  private static final List<String> MODULES =
      List.of(
          "event-log", "ingest-undertow", "flink-jobs", "webhooks", "admin-vaadin", "clickhouse");

  private static final String NAME = "(?:INGEST|JOB|ADMIN|WEBHOOKS|CLICKHOUSE|KAFKA)_[A-Z_]*[A-Z]";

  /**
   * A name on its own: messages that begin with one are longer, prefixes end with an underscore.
   */
  private static final Pattern READ = Pattern.compile("\"(" + NAME + ")\"");

  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `((?:STORE_KEEP_[A-Z_]+)|" + NAME + ")` \\|", Pattern.MULTILINE);

  /** Kafka's image has many variables of its own; ours is the one. */
  private static final Pattern IN_COMPOSE_FILE =
      Pattern.compile(
          "^ +((?:INGEST|JOB|ADMIN|WEBHOOKS|CLICKHOUSE|KAFKA_BOOTSTRAP|STORE_KEEP)_[A-Z_]+):",
          Pattern.MULTILINE);

  @Test
  void everyVariableThatIsReadIsExplained() throws IOException {
    assertThat(read()).hasSizeGreaterThan(90);
    assertThat(documented()).containsAll(read());
  }

  @Test
  void everyVariableThatIsExplainedIsRead() throws IOException {
    assertThat(read()).containsAll(documented());
  }

  /** Whoever sets a container up finds every variable explained. */
  @Test
  void everyVariableOfTheComposeFileIsExplained() throws IOException {
    Set<String> variables = found(IN_COMPOSE_FILE, HOME.resolve("docker-compose.yml"));

    assertThat(variables).hasSizeGreaterThan(40);
    assertThat(found(DOCUMENTED, PAGE)).containsAll(variables);
  }

  @Test
  void theExampleOfEnvHasWhatTheComposeFileAsksFor() throws IOException {
    Set<String> asked =
        found(Pattern.compile("\\$\\{([A-Z_]+)"), HOME.resolve("docker-compose.yml"));
    Set<String> given =
        found(Pattern.compile("^([A-Z_]+)=", Pattern.MULTILINE), HOME.resolve(".env.example"));

    assertThat(given).isEqualTo(asked);
    assertThat(Files.readString(PAGE))
        .contains(
            asked.stream()
                .filter(name -> !name.startsWith("STORE_KEEP_"))
                .map(name -> "| `" + name + "` |")
                .toList());
  }

  /** But for what {@code .env} holds, which is the Compose file's alone. */
  private static Set<String> documented() throws IOException {
    String page = Files.readString(PAGE);
    return found(DOCUMENTED, page.substring(0, page.indexOf("\n## Containers")));
  }

  /** What the sources of the parts ask the environment for. */
  private static Set<String> read() throws IOException {
    Set<String> names =
        Arrays.stream(Retention.Kind.values())
            .map(kind -> "STORE_KEEP_" + kind.name() + "_DAYS")
            .collect(Collectors.toCollection(TreeSet::new));
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          names.addAll(found(READ, file));
        }
      }
    }
    return names;
  }

  private static Set<String> found(Pattern pattern, Path file) throws IOException {
    return found(pattern, Files.readString(file));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
