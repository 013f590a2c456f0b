package org.trueopen.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandaloneMainTest {

  @Test
  void aProductThatDoesNotRunIsNoProductToWorkOn(@TempDir Path data) {
    for (List<String> command :
        List.of(
            List.of("webhooks", "replay", "--account", "demo", "--port-offset", "7"),
            List.of("erase", "--recipient", "bob@example.net"),
            List.of("backup", "--to", data.resolve("backup").toString()),
            List.of("import", "history.ndjson"))) {
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of("--data", data.toString()));
      assertThat(StandaloneMain.commandLine().execute(all.toArray(String[]::new)))
          .as(command.toString())
          .isEqualTo(1);
    }
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void whatIsNoOptionIsRefused() {
    assertThat(StandaloneMain.commandLine().execute("webhooks", "replay", "--everything"))
        .isEqualTo(2);
    assertThat(StandaloneMain.commandLine().execute("webhooks")).isEqualTo(2);
  }
}
