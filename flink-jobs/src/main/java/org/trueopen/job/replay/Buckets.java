package org.trueopen.job.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries divided among {@value #COUNT} groups of files by their delivery, so that all about one
 * delivery is in one group, and a group fits into memory: a million hits make some 10 MB each.
 */
final class Buckets {

  static final int COUNT = 64;

  private static final int BUFFER_BYTES = 1 << 15;

  private Buckets() {}

  static int of(String account, String deliveryId) {
    return Math.floorMod((account + '\n' + deliveryId).hashCode(), COUNT);
  }

  /** One writer's files; each writer has a name of its own. */
  static final class Writer implements AutoCloseable {

    private final Path folder;
    private final String name;
    private final @Nullable DataOutputStream[] files = new DataOutputStream[COUNT];

    Writer(Path folder, String name) {
      this.folder = folder;
      this.name = name;
    }

    void append(int bucket, int type, byte[] entry) throws IOException {
      DataOutputStream out = files[bucket];
      if (out == null) {
        Path file = folder.resolve("bucket-%02d-%s".formatted(bucket, name));
        out =
            new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES));
        files[bucket] = out;
      }
      out.writeByte(type);
      out.writeInt(entry.length);
      out.write(entry);
    }

    @Override
    public void close() throws IOException {
      for (int i = 0; i < COUNT; i++) {
        DataOutputStream out = files[i];
        if (out != null) {
          out.close();
          files[i] = null;
        }
      }
    }
  }

  /** Gets a bucket's entries. */
  interface Visitor {
    void entry(int type, byte[] entry) throws IOException;
  }

  /** All that any writer put into a bucket, in no order. */
  static void read(Path folder, int bucket, Visitor visitor) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, "bucket-%02d-*".formatted(bucket))) {
      found.forEach(files::add);
    }
    for (Path file : files) {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
        for (int type = in.read(); type >= 0; type = in.read()) {
          byte[] entry = in.readNBytes(in.readInt());
          visitor.entry(type, entry);
        }
      } catch (EOFException e) {
        throw new IOException(file + " is cut off", e);
      }
    }
  }
}
