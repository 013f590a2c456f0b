package org.trueopen.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class StandaloneMainTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  /** Whoever sets a container up finds every variable explained. */
  @Test
  void everyVariableOfTheComposeFileStandsInTheReadme() throws Exception {
    String readme = Files.readString(HOME.resolve("README.md"));
    List<String> variables =
        Pattern.compile(
                "^ +((?:INGEST|JOB|ADMIN|CLICKHOUSE|KAFKA_BOOTSTRAP)_[A-Z_]+):", Pattern.MULTILINE)
            .matcher(Files.readString(HOME.resolve("docker-compose.yml")))
            .results()
            .map(match -> match.group(1))
            // Of the tls front, explained in .env.example.
            .filter(name -> !name.equals("ADMIN_HOST"))
            .distinct()
            .toList();

    assertThat(variables).hasSizeGreaterThan(15);
    assertThat(variables).allMatch(name -> readme.contains('`' + name + '`'));
  }
}
