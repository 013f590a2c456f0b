package org.trueopen.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Made the savepoint among the test's resources, at the first release. A later release adds one of
 * its own, in a folder of its own; those that are there are never made anew.
 */
final class ReleasedSavepoint {

  /** In the resources. */
  static final String FIRST = "/savepoints/release-1";

  static final String ACCOUNT = "released";

  private ReleasedSavepoint() {}

  /**
   * @param args the folder to put it in
   */
  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("savepoint");
    // No checkpoint comes in between, so that the savepoint holds rows to be inserted as well.
    Path made = new SavepointScript(ACCOUNT).untilTheMiddle(2, Duration.ofHours(1), work);
    copy(made, Path.of(args[0]));
    System.exit(0);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : List.copyOf(files.toList())) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
