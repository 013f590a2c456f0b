package org.trueopen.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds where to go on after the JobManager died. A checkpoint is complete once its {@code
 * _metadata} is there, which Flink puts in place in one step and before anything of the checkpoint
 * is committed: so the newest complete one holds all that ever reached ClickHouse.
 */
final class LatestCheckpoint {

  private static final Pattern NAME = Pattern.compile("chk-(\\d{1,18})");

  private LatestCheckpoint() {}

  /**
   * @param dir the folder of one job's checkpoints
   * @return the folder of the newest complete checkpoint; empty if there is none yet
   */
  static Optional<Path> find(Path dir) {
    if (!Files.isDirectory(dir)) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(dir)) {
      return entries
          .filter(entry -> number(entry) >= 0 && Files.isRegularFile(entry.resolve("_metadata")))
          .max(Comparator.comparingLong(LatestCheckpoint::number));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "checkpoint folder " + dir + ": cannot be listed; may this process read it?", e);
    }
  }

  private static long number(Path entry) {
    Matcher name = NAME.matcher(String.valueOf(entry.getFileName()));
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }
}
