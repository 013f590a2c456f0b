package org.trueopen.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Records one after the other, each after its length as four bytes. A file beside it says where
 * every {@value #STRIDE}th begins, so that several readers can share it: 8 kB for a million.
 */
public final class RecordFile {

  static final int STRIDE = 1024;

  private static final int BUFFER_BYTES = 1 << 16;

  private RecordFile() {}

  private static Path index(Path file) {
    return file.resolveSibling(file.getFileName() + ".index");
  }

  /** How many records a closed file has. */
  public static long count(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(index(file)))) {
      return in.readLong();
    }
  }

  /** Writes a new file; it can be read once this is closed. */
  public static final class Writer implements AutoCloseable {

    private final Path file;
    private final DataOutputStream out;
    private final List<Long> starts = new ArrayList<>();
    private long position;
    private long count;

    public Writer(Path file) throws IOException {
      this.file = file;
      this.out =
          new DataOutputStream(
              new BufferedOutputStream(
                  Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER_BYTES));
    }

    public void append(byte[] record) throws IOException {
      if (count % STRIDE == 0) {
        starts.add(position);
      }
      out.writeInt(record.length);
      out.write(record);
      position += Integer.BYTES + record.length;
      count++;
    }

    @Override
    public void close() throws IOException {
      out.close();
      try (DataOutputStream index =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(index(file))))) {
        index.writeLong(count);
        for (long start : starts) {
          index.writeLong(start);
        }
      }
    }
  }

  /** Reads a closed file, from its beginning or anywhere. */
  public static final class Reader implements AutoCloseable {

    private final FileChannel channel;
    private final long count;
    private final long[] starts;
    private DataInputStream in;
    private long next;

    public Reader(Path file) throws IOException {
      try (DataInputStream index =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(index(file))))) {
        count = index.readLong();
        starts = new long[Math.toIntExact((count + STRIDE - 1) / STRIDE)];
        for (int i = 0; i < starts.length; i++) {
          starts[i] = index.readLong();
        }
      }
      channel = FileChannel.open(file);
      in = buffered();
    }

    private DataInputStream buffered() {
      InputStream raw = Channels.newInputStream(channel);
      return new DataInputStream(new BufferedInputStream(raw, BUFFER_BYTES));
    }

    public boolean hasNext() {
      return next < count;
    }

    public byte[] next() throws IOException {
      byte[] record = in.readNBytes(in.readInt());
      next++;
      return record;
    }

    /** The record of that number; cheap if they are asked for in order. */
    public byte[] read(long number) throws IOException {
      if (number != next) {
        channel.position(starts[Math.toIntExact(number / STRIDE)]);
        in = buffered();
        next = number / STRIDE * STRIDE;
        while (next < number) {
          in.skipNBytes(in.readInt());
          next++;
        }
      }
      return next();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
