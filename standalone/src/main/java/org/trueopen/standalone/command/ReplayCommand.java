package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trueopen.replay.ReplayFiles;
import org.trueopen.standalone.importer.BadImportException;
import org.trueopen.standalone.importer.ReplayPreparation;
import org.trueopen.standalone.importer.RulesFile;
import org.trueopen.standalone.part.ReplayProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./trueopen replay FILE.ndjson}: needs nothing that runs, and stores nothing. */
@Command(name = "replay")
final class ReplayCommand implements Callable<Integer> {

  /** As many parts as the job's state has. */
  private static final int MAX_PARALLELISM = 128;

  @Option(names = "--out", paramLabel = "FILE", defaultValue = "verdicts.ndjson")
  private Path out = Path.of("verdicts.ndjson");

  @Option(names = "--report", paramLabel = "FILE")
  private @Nullable Path report;

  @Option(names = "--parallelism", paramLabel = "N", defaultValue = "2")
  private int parallelism = 2;

  @Option(names = "--account", paramLabel = "NAME", defaultValue = "demo")
  private String account = "demo";

  @Option(names = "--rules", paramLabel = "FILE")
  private @Nullable Path rules;

  @Parameters(index = "0", paramLabel = "FILE")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      System.err.println(
          "--parallelism: expected 1 to %d, found %d".formatted(MAX_PARALLELISM, parallelism));
      return 2;
    }
    if (!Files.isReadable(file) || !Files.isDirectory(folderOf(out))) {
      System.err.println(
          "expected a file to read and a folder to write to, found "
              + file
              + " and "
              + folderOf(out));
      return 2;
    }
    if (rules != null && !Files.isReadable(rules)) {
      System.err.println("--rules: expected a file to read, found " + rules);
      return 2;
    }
    Instant start = Instant.now();
    Path folder = Files.createTempDirectory("trueopen-replay");
    // Also after Ctrl-C, which reaches the child as well.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    ReplayFiles files = new ReplayFiles(folder);
    try {
      RulesFile judges = rules == null ? RulesFile.DEFAULT : RulesFile.read(rules);
      Instant latest = ReplayPreparation.prepare(file, files, account, judges);
      int status = run(files, latest);
      if (status != 0) {
        System.err.println("the replay ended with status " + status + "; nothing was written");
        return 1;
      }
    } catch (BadImportException e) {
      System.err.println(e.getMessage());
      return 1;
    }
    System.out.println(
        "Final verdicts are in %s; it took %.1f s."
            .formatted(out, Duration.between(start, Instant.now()).toMillis() / 1000.0));
    return 0;
  }

  private static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private int run(ReplayFiles files, Instant latest) throws IOException, InterruptedException {
    Path verdicts = out.toAbsolutePath();
    Path counts = report == null ? null : report.toAbsolutePath();
    return ReplayProcess.command(Options.layout(), files, parallelism, latest, verdicts, counts)
        .inheritIO()
        .start()
        .waitFor();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("could not remove " + folder + ": " + e);
    }
  }
}
