package org.trueopen.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts that the engine's death broke off at the worst moment. A table without replicas writes an
 * insert's token into its deduplication log, and only then puts the new part in its place. Killed
 * between the two, it drops the insert when it is repeated, though the rows never came: they would
 * be lost. So before the engine starts, a log's last record is taken out if its part is not there.
 *
 * <p>Both happen under the table's lock, so no more than the last record can be such a one.
 */
final class InterruptedInserts {

  private static final Logger LOG = LoggerFactory.getLogger(InterruptedInserts.class);

  /** Partition, first and last block; a part that was merged holds all between. */
  private static final Pattern PART = Pattern.compile("([^_]+)_(\\d+)_(\\d+)_\\d+(?:_\\d+)?");

  /** {@code deduplication_log_1.txt}; a higher number is newer. */
  private static final Pattern LOG_FILE = Pattern.compile("deduplication_log_(\\d+)\\.txt");

  private static final String ADDED = "1";

  private record Part(String partition, long first, long last) {

    boolean holds(Part other) {
      return partition.equals(other.partition) && first <= other.first && other.last <= last;
    }
  }

  private InterruptedInserts() {}

  /**
   * To be called before every start, while no engine runs on the folder.
   *
   * @param dataDir the engine's; nothing is done if it is a new one
   * @throws IOException if a log cannot be read or replaced
   */
  static void forget(Path dataDir) throws IOException {
    Path store = dataDir.resolve("store");
    if (Files.isDirectory(store)) {
      for (Path prefix : children(store)) {
        for (Path table : Files.isDirectory(prefix) ? children(prefix) : List.<Path>of()) {
          forgetIn(table);
        }
      }
    }
  }

  private static void forgetIn(Path table) throws IOException {
    Path folder = table.resolve("deduplication_logs");
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> newestFirst =
        children(folder).stream()
            .filter(file -> number(file) >= 0)
            .sorted(Comparator.comparingLong(InterruptedInserts::number).reversed())
            .toList();
    for (Path file : newestFirst) {
      List<String> records = Files.readAllLines(file);
      if (!records.isEmpty()) {
        if (isInterrupted(records.getLast(), table)) {
          replace(file, records.subList(0, records.size() - 1));
          LOG.warn(
              "ClickHouse was killed amid an insert into {}: its token is forgotten, so that its"
                  + " rows are taken when they are sent again",
              table);
        }
        return;
      }
    }
  }

  /** A record that was cut off in the midst stands for an insert that did not come to its part. */
  private static boolean isInterrupted(String record, Path table) throws IOException {
    List<String> fields = List.of(record.split("\t", -1));
    if (fields.size() != 3 || fields.getLast().isEmpty()) {
      return true;
    }
    Part wanted = part(fields.get(1));
    return fields.getFirst().equals(ADDED)
        && wanted != null
        && children(table).stream()
            .map(child -> part(child.getFileName().toString()))
            .noneMatch(present -> present != null && present.holds(wanted));
  }

  private static @Nullable Part part(String name) {
    Matcher matcher = PART.matcher(name);
    return matcher.matches()
        ? new Part(
            matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))
        : null;
  }

  private static void replace(Path file, List<String> records) throws IOException {
    Path mended = file.resolveSibling(file.getFileName() + ".new");
    Files.write(mended, records);
    Files.move(mended, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static long number(Path file) {
    Matcher matcher = LOG_FILE.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
