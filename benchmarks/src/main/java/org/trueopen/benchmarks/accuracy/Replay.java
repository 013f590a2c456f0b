package org.trueopen.benchmarks.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.trueopen.verdict.VerdictClass;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@code ./trueopen replay}, as anybody would. */
final class Replay {

  /** Gets each hit's final verdict. */
  interface Verdicts {
    void verdict(String hitId, VerdictClass verdict);
  }

  private record Line(String hitId, VerdictClass verdict) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path home;
  private final Path folder;

  /**
   * @param home the checkout
   * @param folder for temporary files
   */
  Replay(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /**
   * @param ownNetworks what the account has set as its own
   */
  Counts run(Path history, List<String> ownNetworks, Verdicts verdicts)
      throws IOException, InterruptedException {
    Path out = folder.resolve("verdicts.ndjson");
    Path report = folder.resolve("counts.json");
    Path rules = folder.resolve("rules.json");
    JSON.writeValue(rules, Map.of("thresholds", Map.of(), "ownNetworks", ownNetworks));
    int status =
        new ProcessBuilder(
                home.resolve("trueopen").toString(),
                "replay",
                history.toString(),
                "--rules",
                rules.toString(),
                "--out",
                out.toString(),
                "--report",
                report.toString())
            .redirectOutput(folder.resolve("replay.log").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("./trueopen replay " + history + " ended with status " + status);
    }
    try (BufferedReader lines = Files.newBufferedReader(out)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        Line line = JSON.readValue(text, Line.class);
        verdicts.verdict(line.hitId(), line.verdict());
      }
    }
    return JSON.readValue(report, Counts.class);
  }
}
