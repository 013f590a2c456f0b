package org.trueopen.standalone.part;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.replay.ReplayFiles;

/** A Flink of its own that runs the engagement job over a prepared history and ends. */
public final class ReplayProcess {

  /** Enough for a million hits and more: what it works on lies in files. */
  private static final String MAX_HEAP = "640m";

  private ReplayProcess() {}

  /**
   * @param latest the history's last instant
   * @param out the file for verdicts
   * @param report the file for counts, if wanted
   */
  public static ProcessBuilder command(
      Layout layout,
      ReplayFiles files,
      int parallelism,
      Instant latest,
      Path out,
      @Nullable Path report)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                files.folder().toString(),
                Integer.toString(parallelism),
                latest.toString(),
                out.toString()));
    if (report != null) {
      arguments.add(report.toString());
    }
    Path log = layout.home().resolve("flink-jobs/src/main/dist/conf/log4j-replay.properties");
    return new JavaProcess(MAX_HEAP)
        .with(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-Dlog4j2.configurationFile=" + log)
        .main(layout.flink(), "org.trueopen.job.ReplayJob", arguments.toArray(String[]::new));
  }
}
