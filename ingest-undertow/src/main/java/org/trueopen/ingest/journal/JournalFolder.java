package org.trueopen.ingest.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a journal: {@code *.journal}, {@code released} with the number of the first record
 * that was not released, and {@code lock}. For the owner only, since they hold addresses.
 */
final class JournalFolder {

  private static final Logger LOG = LoggerFactory.getLogger(JournalFolder.class);

  private final Path path;

  JournalFolder(Path path) {
    this.path = path.toAbsolutePath();
  }

  /**
   * What stood there.
   *
   * @param segments in order
   * @param released the number of the first record that counts
   * @param cutBytes that were no whole records
   */
  record Contents(List<Segment> segments, long released, long cutBytes) {}

  /**
   * @throws JournalException if another process has it, or it cannot be made or written
   */
  FileLock lock() {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw taken();
      }
      return lock;
    } catch (OverlappingFileLockException e) {
      throw taken();
    } catch (IOException e) {
      throw new JournalException(
          "%s: cannot be used as a journal (%s); name a folder on a local disk that this process may write"
              .formatted(path, e),
          e);
    }
  }

  private JournalException taken() {
    return new JournalException(
        path + ": another process has this journal; give each ingest process a folder of its own");
  }

  static void release(FileLock lock) {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      LOG.debug("releasing a lock", e);
    }
  }

  Contents recover() throws IOException {
    List<Segment> segments = new ArrayList<>();
    long cut = 0;
    List<Path> files = files();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      long first = firstIndex(file);
      // What stands where the next file begins was never acknowledged, however sound it looks.
      long most =
          i + 1 < files.size() ? Math.max(0, firstIndex(files.get(i + 1)) - first) : Long.MAX_VALUE;
      Segment.Recovered found = Segment.recover(file, first, most);
      cut += found.cutBytes();
      if (found.segment().isEmpty()) {
        found.segment().delete();
      } else {
        segments.add(found.segment());
      }
    }
    return new Contents(segments, readReleased(), cut);
  }

  Segment create(long firstIndex) throws IOException {
    Segment segment = Segment.create(path, firstIndex);
    // The name is on the disk only when the folder is.
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
    return segment;
  }

  void writeReleased(long index) throws IOException {
    Path temporary = path.resolve("released.tmp");
    Files.writeString(temporary, Long.toString(index));
    Files.move(temporary, path.resolve("released"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Zero, so everything, if it was never written or is no number. */
  private long readReleased() throws IOException {
    Path file = path.resolve("released");
    if (!Files.exists(file)) {
      return 0;
    }
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (NumberFormatException e) {
      LOG.warn("{} is damaged; records may be sent again, which does no harm", file);
      return 0;
    }
  }

  private List<Path> files() throws IOException {
    List<Path> result = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*" + SegmentFile.SUFFIX)) {
      found.forEach(result::add);
    }
    result.sort(null);
    return result;
  }

  private static long firstIndex(Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      return Long.parseLong(name.substring(0, name.length() - SegmentFile.SUFFIX.length()));
    } catch (NumberFormatException e) {
      throw new IOException(file + " is no file of a journal; move it away", e);
    }
  }
}
