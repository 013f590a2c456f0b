package org.trueopen.ingest.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.journal.SegmentFile.Stored;

/**
 * The end of a journal from which records are taken, in the order they were written. {@link #read}
 * and {@link #release} are for one thread; the rest is safe for all.
 */
public final class JournalReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

  private final JournalFolder folder;

  // Guarded by this.
  private final Deque<Segment> segments = new ArrayDeque<>();
  private long released;
  private long endIndex;
  private long bytes;
  private long oldestWrittenAt;
  private boolean writing;

  // Of the reading thread.
  private @Nullable Segment current;
  private @Nullable FileChannel in;
  private long position;
  private long nextIndex;

  JournalReader(JournalFolder folder, JournalFolder.Contents contents) throws IOException {
    this.folder = folder;
    this.segments.addAll(contents.segments());
    this.endIndex = segments.isEmpty() ? contents.released() : segments.getLast().endIndex();
    long first = segments.isEmpty() ? endIndex : segments.getFirst().firstIndex;
    this.released = Math.clamp(contents.released(), first, endIndex);
    this.nextIndex = released;
    this.bytes = segments.stream().mapToLong(Segment::length).sum();
    deleteReleased();
    noteOldest();
  }

  /**
   * The next records, without giving them up.
   *
   * @return none if there is nothing more
   */
  public List<JournalRecord> read(int maxRecords) throws IOException {
    List<JournalRecord> result = new ArrayList<>();
    while (result.size() < maxRecords && seek()) {
      Stored record = SegmentFile.read(channel(), position);
      if (record == null) {
        skipDamage();
        continue;
      }
      result.add(new JournalRecord(nextIndex, record.payload()));
      position += record.length();
      nextIndex++;
    }
    return result;
  }

  /**
   * Gives up all records before this one; files that hold nothing else are deleted.
   *
   * @param index of the first record that is still wanted
   */
  public void release(long index) throws IOException {
    synchronized (this) {
      released = index;
      deleteReleased();
      noteOldest();
      notifyAll();
    }
    folder.writeReleased(index);
  }

  /** Gives the disk back once all is released; to be called when nothing came for a while. */
  public synchronized void tidy() throws IOException {
    if (!writing && released == endIndex) {
      closeCurrent();
      deleteReleased(0);
    }
  }

  /** Goes back to the first record that was not released. */
  public void rewind() {
    closeCurrent();
    synchronized (this) {
      nextIndex = released;
    }
  }

  /**
   * Waits until there is something to read.
   *
   * @return false if there was nothing for that long
   */
  public synchronized boolean await(Duration patience) throws InterruptedException {
    long giveUpAt = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    while (nextIndex >= endIndex && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(giveUpAt - System.nanoTime());
    }
    return nextIndex < endIndex;
  }

  /** Whether everything that was written has been released. */
  public boolean isDrained() {
    return unreleased() == 0;
  }

  synchronized long unreleased() {
    return endIndex - released;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized long endIndex() {
    return endIndex;
  }

  synchronized Duration age(long now) {
    return endIndex == released
        ? Duration.ZERO
        : Duration.ofMillis(Math.max(0, now - oldestWrittenAt));
  }

  /**
   * The file to add records to, which stays until {@link #publish} or {@link #abandon}.
   *
   * @return null if a new one is needed
   */
  synchronized @Nullable Segment beginWrite() {
    Segment last = segments.peekLast();
    writing = last != null && !last.isSealed();
    return writing ? last : null;
  }

  synchronized void add(Segment segment) {
    segments.addLast(segment);
    bytes += segment.length();
    writing = true;
  }

  /**
   * Adds nothing to a file any more. One without a record is given up at once: the next would have
   * its name, and be deleted in its place.
   */
  synchronized void seal(Segment segment) {
    segment.seal();
    if (segment.isEmpty() && segments.removeLastOccurrence(segment)) {
      bytes -= segment.length();
      try {
        segment.delete();
      } catch (IOException e) {
        LOG.debug("{}: cannot be deleted; whoever makes its successor does", segment.path, e);
      }
    }
  }

  /** Ends a write that failed. */
  synchronized void abandon() {
    writing = false;
  }

  /** Makes records visible that are on the disk. */
  synchronized void publish(Segment segment, long moreBytes, int moreRecords, long now) {
    writing = false;
    segment.grow(moreBytes, moreRecords, now);
    bytes += moreBytes;
    endIndex += moreRecords;
    if (endIndex - released == moreRecords) {
      noteOldest();
    }
    notifyAll();
  }

  /** Opens the file that holds the next record; false if there is none. */
  private boolean seek() throws IOException {
    synchronized (this) {
      if (nextIndex >= endIndex) {
        return false;
      }
    }
    Segment open = current;
    if (open != null && nextIndex < open.endIndex()) {
      return true;
    }
    closeCurrent();
    Segment next = holding(nextIndex);
    current = next;
    in = next.openToRead();
    position = SegmentFile.HEADER_BYTES;
    nextIndex = Math.max(nextIndex, next.firstIndex);
    for (long index = next.firstIndex; index < nextIndex; index++) {
      Stored passed = SegmentFile.read(channel(), position);
      if (passed == null) {
        break; // told by read
      }
      position += passed.length();
    }
    return true;
  }

  private synchronized Segment holding(long index) {
    return segments.stream()
        .filter(segment -> index < segment.endIndex())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no segment holds record " + index));
  }

  /** The disk gives back something else than was written: what follows in this file is lost. */
  private void skipDamage() {
    Segment damaged = current;
    if (damaged != null) {
      LOG.error(
          "{}: record {} and those behind it in this file cannot be read and are lost",
          damaged.path,
          nextIndex);
      nextIndex = damaged.endIndex();
    }
    closeCurrent();
  }

  private FileChannel channel() {
    FileChannel channel = in;
    if (channel == null) {
      throw new IllegalStateException("no segment is open");
    }
    return channel;
  }

  /** The last file is left to grow, since to make another takes two syncs. */
  private void deleteReleased() throws IOException {
    deleteReleased(1);
  }

  private void deleteReleased(int left) throws IOException {
    while (segments.size() > left && segments.getFirst().endIndex() <= released) {
      Segment done = segments.removeFirst();
      bytes -= done.length();
      done.delete();
    }
  }

  private void noteOldest() {
    oldestWrittenAt =
        segments.stream()
            .filter(segment -> segment.endIndex() > released)
            .findFirst()
            .map(Segment::firstWrittenAt)
            .orElse(0L);
  }

  private void closeCurrent() {
    FileChannel channel = in;
    in = null;
    current = null;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("closing a segment", e);
      }
    }
  }

  @Override
  public void close() {
    closeCurrent();
  }
}
