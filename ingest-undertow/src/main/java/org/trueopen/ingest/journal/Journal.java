package org.trueopen.ingest.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue on the local disk, bounded in bytes, that survives the process and the machine. Records
 * are written in the order they were given by one thread, which syncs once for all that came
 * meanwhile (group commit). One other thread reads them in that order and releases what it is done
 * with; whole files of released records are deleted.
 *
 * <p>What was released is noted without a sync, so that after a crash some records may be read
 * again: at least once, never less. One process at a time.
 */
public final class Journal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  /** As many as there may be connections, and some that are on their way. */
  private static final int QUEUE_CAPACITY = 40_000;

  /** What is written at once. */
  private static final int BUFFER_BYTES = 512 * 1024;

  private static final long MIN_SEGMENT_BYTES = 256 * 1024;
  private static final long MAX_SEGMENT_BYTES = 16 * 1024 * 1024;

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Entry(byte[] payload, Appended done) {
    int length() {
      return SegmentFile.RECORD_OVERHEAD + payload.length;
    }
  }

  private final JournalFolder folder;
  private final long maxBytes;
  private final long segmentBytes;
  private final Clock clock;
  private final FileLock lock;
  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
  private final JournalReader reader;
  private final long cutBytes;
  private final Thread thread;

  // Used by the journal's thread only.
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private @Nullable FileChannel out;
  private @Nullable Segment outSegment;

  private volatile boolean closing;
  private volatile @Nullable String problem;

  private Journal(JournalFolder folder, FileLock lock, long maxBytes, Clock clock)
      throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.maxBytes = maxBytes;
    this.segmentBytes = Math.clamp(maxBytes / 16, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
    this.clock = clock;
    JournalFolder.Contents contents = folder.recover();
    this.cutBytes = contents.cutBytes();
    this.reader = new JournalReader(folder, contents);
    this.thread = Thread.ofPlatform().name("journal").start(this::writeAll);
  }

  /**
   * Takes the folder, which is made if it is missing, and whatever an earlier process left there.
   *
   * @param maxBytes bound of all files together
   * @throws JournalException if the folder cannot be used
   */
  public static Journal open(Path path, long maxBytes, Clock clock) {
    JournalFolder folder = new JournalFolder(path);
    FileLock lock = folder.lock();
    try {
      Journal journal = new Journal(folder, lock, maxBytes, clock);
      if (journal.cutBytes > 0) {
        LOG.warn(
            "{}: cut off {} bytes that were no whole records; a process that was killed leaves such",
            path,
            journal.cutBytes);
      }
      if (!journal.isDrained()) {
        LOG.info("{}: an earlier process left {} records", path, journal.records());
      }
      return journal;
    } catch (IOException | UncheckedIOException e) {
      JournalFolder.release(lock);
      throw new JournalException("%s: cannot be read as a journal (%s)".formatted(path, e), e);
    }
  }

  /** Writes a record; never blocks, and says later what became of it. */
  public void append(byte[] payload, Appended done) {
    if (payload.length > SegmentFile.MAX_PAYLOAD_BYTES) {
      done.refused("a record of %d bytes is too long".formatted(payload.length));
    } else if (!queue.offer(new Entry(payload, done))) {
      done.refused("the disk is slow: " + QUEUE_CAPACITY + " records wait to be written");
    }
  }

  /** The reading end; for one thread. */
  public JournalReader reader() {
    return reader;
  }

  /** Whether everything that was written has been released. */
  public boolean isDrained() {
    return reader.isDrained();
  }

  /** Records that are written and not released. */
  public long records() {
    return reader.unreleased();
  }

  /** What the files take, released records in a file that holds others included. */
  public long bytes() {
    return reader.bytes();
  }

  public long maxBytes() {
    return maxBytes;
  }

  /** How long the file of the oldest record has been there; zero if all is released. */
  public Duration age() {
    return reader.age(clock.millis());
  }

  /** How many bytes of an earlier process's files were no whole records. */
  public long cutBytes() {
    return cutBytes;
  }

  /** Why the last record was refused; null once one was written again. */
  public @Nullable String problem() {
    return problem;
  }

  private void writeAll() {
    List<Entry> batch = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Entry first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch);
          write(batch);
          batch.clear();
        }
      } catch (InterruptedException e) {
        closing = true;
      }
    }
  }

  /** Writes in groups that fit the buffer and the segment. */
  private void write(List<Entry> batch) {
    int from = 0;
    while (from < batch.size()) {
      int to = from;
      long bytes = 0;
      long room = Math.min(BUFFER_BYTES, maxBytes - reader.bytes());
      while (to < batch.size() && bytes + batch.get(to).length() <= room) {
        bytes += batch.get(to).length();
        to++;
      }
      if (to == from) {
        refuse(
            batch.subList(from, batch.size()),
            "the journal is full: " + reader.bytes() + " of " + maxBytes + " bytes");
        return;
      }
      List<Entry> group = batch.subList(from, to);
      try {
        store(segment(), group, bytes);
      } catch (IOException e) {
        abandon();
        refuse(group, "the journal cannot be written: " + e.getMessage());
      }
      from = to;
    }
  }

  private Segment segment() throws IOException {
    Segment last = reader.beginWrite();
    if (last != null && last.length() < segmentBytes) {
      return last;
    }
    Segment next = folder.create(reader.endIndex());
    reader.add(next);
    return next;
  }

  private FileChannel channel(Segment segment) throws IOException {
    FileChannel channel = out;
    if (channel == null || segment != outSegment) {
      closeOut();
      channel = segment.openToWrite();
      out = channel;
      outSegment = segment;
    }
    return channel;
  }

  private void store(Segment segment, List<Entry> group, long bytes) throws IOException {
    FileChannel channel = channel(segment);
    buffer.clear();
    long now = clock.millis();
    group.forEach(entry -> SegmentFile.put(buffer, entry.payload(), now));
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    channel.force(false);
    problem = null;
    long index = segment.endIndex();
    for (Entry entry : group) {
      // Before the reader can see it: whoever appended may have to note its number first.
      entry.done().written(index++);
    }
    reader.publish(segment, bytes, group.size(), now);
    group.forEach(entry -> entry.done().readable());
  }

  /**
   * After a failed write nobody knows what the file holds behind its known end; it is cut there.
   */
  private void abandon() {
    Segment segment = outSegment;
    closeOut();
    if (segment != null) {
      try {
        segment.cutToKnownLength();
      } catch (IOException e) {
        LOG.debug("{}: cannot be cut, so another file is begun", segment.path, e);
        reader.seal(segment);
      }
    }
    reader.abandon();
  }

  private void refuse(List<Entry> entries, String why) {
    problem = why;
    entries.forEach(entry -> entry.done().refused(why));
  }

  private void closeOut() {
    FileChannel channel = out;
    out = null;
    outSegment = null;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("closing a segment", e);
      }
    }
  }

  /** Writes what is queued and gives the folder back. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeOut();
    reader.close();
    JournalFolder.release(lock);
  }
}
