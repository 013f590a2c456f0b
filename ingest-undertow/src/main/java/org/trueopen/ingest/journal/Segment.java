package org.trueopen.ingest.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.trueopen.ingest.journal.SegmentFile.Stored;

/** One file of the journal, and what of it is known to be sound. */
final class Segment {

  final Path path;
  final long firstIndex;

  // Written by the journal's thread before it publishes the records, read by whoever drains.
  private volatile long length;
  private volatile long records;
  private volatile long firstWrittenAt;
  private volatile boolean sealed;

  private Segment(Path path, long firstIndex, long length, long records, long firstWrittenAt) {
    this.path = path;
    this.firstIndex = firstIndex;
    this.length = length;
    this.records = records;
    this.firstWrittenAt = firstWrittenAt;
  }

  /** A new one, of nothing but its header, which is on the disk when this returns. */
  static Segment create(Path folder, long firstIndex) throws IOException {
    Path path = SegmentFile.path(folder, firstIndex);
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(SegmentFile.header());
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
    return new Segment(path, firstIndex, SegmentFile.HEADER_BYTES, 0, 0);
  }

  /**
   * Reads a file that an earlier process left, and cuts off what stands behind its last sound
   * record: a record that the process was writing when it died, and so never acknowledged, or
   * damage.
   *
   * @param mostRecords behind which records are no longer sound either
   * @return the segment, and how many bytes were cut off
   */
  static Recovered recover(Path path, long firstIndex, long mostRecords) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      long position = 0;
      long records = 0;
      long firstWrittenAt = 0;
      if (SegmentFile.hasHeader(channel)) {
        position = SegmentFile.HEADER_BYTES;
        Stored found = SegmentFile.read(channel, position);
        firstWrittenAt = found == null || mostRecords == 0 ? 0 : found.writtenAt();
        while (found != null && records < mostRecords) {
          position += found.length();
          records++;
          found = SegmentFile.read(channel, position);
        }
      }
      long cut = size - position;
      if (cut > 0) {
        channel.truncate(position);
        channel.force(true);
      }
      return new Recovered(new Segment(path, firstIndex, position, records, firstWrittenAt), cut);
    }
  }

  record Recovered(Segment segment, long cutBytes) {}

  long length() {
    return length;
  }

  /** The number of the record that would come next. */
  long endIndex() {
    return firstIndex + records;
  }

  boolean isEmpty() {
    return records == 0;
  }

  /** Takes note of records that are on the disk now. */
  void grow(long bytes, long more, long now) {
    if (records == 0) {
      firstWrittenAt = now;
    }
    long known = length;
    length = known + bytes;
    long count = records;
    records = count + more;
  }

  /** Nothing is added to it any more. */
  void seal() {
    sealed = true;
  }

  boolean isSealed() {
    return sealed;
  }

  /** Takes away what a failed write may have left behind the last record. */
  void cutToKnownLength() throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(length);
      channel.force(false);
    }
  }

  FileChannel openToWrite() throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
    channel.position(length);
    return channel;
  }

  FileChannel openToRead() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  /** When its first record was written, in milliseconds since 1970; 0 if it has none. */
  long firstWrittenAt() {
    return firstWrittenAt;
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
  }
}
