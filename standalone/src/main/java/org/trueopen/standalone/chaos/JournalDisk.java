package org.trueopen.standalone.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A small filesystem of its own under the journal's folder, which can be filled without harm to
 * anything else. Only root may have one.
 */
final class JournalDisk implements AutoCloseable {

  /**
   * A minute of a thousand hits a second fits; a frozen broker alone must not fill it. What is left
   * of it is taken by {@link #fill}.
   */
  private static final int MIB = 64;

  private static final int[] CHUNKS = {1024 * 1024, 4096};

  private final Path folder;
  private final Path disk;
  private final Path image;
  private final Consumer<String> say;

  private JournalDisk(Path folder, Path workplace, Consumer<String> say) {
    this.folder = folder;
    this.disk = workplace.resolve("journal-disk");
    this.image = workplace.resolve("journal-disk.img");
    this.say = say;
  }

  /**
   * Mounts one.
   *
   * @param folder where the journal will be
   * @param workplace for the disk's image and mount point
   * @throws IOException if this user may not, or the folder holds something that would be hidden
   */
  static JournalDisk mount(Path folder, Path workplace, Consumer<String> say)
      throws IOException, InterruptedException {
    JournalDisk result = new JournalDisk(folder, workplace, say);
    Files.createDirectories(folder);
    try (Stream<Path> present = Files.list(folder)) {
      if (present.findAny().isPresent()) {
        throw new IOException(folder + " is in use");
      }
    }
    Files.createDirectories(result.disk);
    result.mountDisk();
    try {
      // The journal's folder holds the journal and nothing else: neither lost+found nor ballast.
      Path inside = Files.createDirectories(result.disk.resolve("journal"));
      Commands.run("mount", "--bind", inside.toString(), folder.toString());
    } catch (IOException e) {
      result.unmount(result.disk);
      throw e;
    }
    return result;
  }

  private void mountDisk() throws IOException, InterruptedException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(MIB * 1024L * 1024L);
    }
    try {
      Commands.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
      Commands.run("mount", "-o", "loop", image.toString(), disk.toString());
      say.accept("The journal has a disk of its own: ext4 of " + MIB + " MiB");
    } catch (IOException e) {
      Commands.run("mount", "-t", "tmpfs", "-o", "size=" + MIB + "m", "tmpfs", disk.toString());
      say.accept("The journal has a disk of its own: tmpfs of " + MIB + " MiB");
    }
  }

  /** Takes every byte that is left. */
  void fill() throws IOException {
    try (FileChannel out =
        FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int chunk : CHUNKS) {
        while (append(out, chunk)) {
          // Until there is no room for another.
        }
      }
    }
  }

  private static boolean append(FileChannel out, int bytes) {
    try {
      int written = out.write(ByteBuffer.allocate(bytes), out.size());
      // On the disk, so that the room is taken now and not when the system finds time.
      out.force(false);
      return written == bytes;
    } catch (IOException e) {
      return false;
    }
  }

  /** Gives it back. */
  void free() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return disk.resolve("ballast");
  }

  /** Unmounts it; what the journal held is gone. */
  @Override
  public void close() {
    unmount(folder);
    unmount(disk);
    try {
      Files.deleteIfExists(image);
    } catch (IOException e) {
      say.accept(image + " could not be deleted: " + e.getMessage());
    }
  }

  private void unmount(Path mountPoint) {
    try {
      Commands.run("umount", mountPoint.toString());
    } catch (IOException e) {
      say.accept(e.getMessage() + "; unmount it by hand");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
