package org.trueopen.standalone.chaos;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Waits for the moment in which the embedded ClickHouse is amid an insert: while it writes a part,
 * the part's folder has a name that begins with {@code tmp_insert}.
 */
final class InsertWatch {

  /** Several checkpoints: an insert of one takes some milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int LOOK_EVERY_MICROS = 500;

  private final Path store;

  /**
   * @param store where the engine keeps its tables' folders
   */
  InsertWatch(Path store) {
    this.store = store;
  }

  /** Returns at such a moment with true, or with false if none was seen. */
  boolean await() throws InterruptedException {
    long began = System.nanoTime();
    try {
      List<Path> tables = tables();
      while (System.nanoTime() - began < PATIENCE.toNanos()) {
        for (Path table : tables) {
          if (isInserting(table)) {
            return true;
          }
        }
        TimeUnit.MICROSECONDS.sleep(LOOK_EVERY_MICROS);
      }
    } catch (IOException e) {
      // It is another server, or none just now: then the moment is left to chance.
    }
    return false;
  }

  private List<Path> tables() throws IOException {
    try (Stream<Path> folders = Files.find(store, 2, (path, found) -> found.isDirectory())) {
      return folders.filter(path -> store.relativize(path).getNameCount() == 2).toList();
    }
  }

  private static boolean isInserting(Path table) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(table, "tmp_insert*")) {
      return parts.iterator().hasNext();
    } catch (DirectoryIteratorException e) {
      return false; // a part went away while we looked
    }
  }
}
