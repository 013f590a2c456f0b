package org.trueopen.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * A key that was added to the file of signing keys.
 *
 * @param key the new key's id
 * @param signsFrom when it takes over
 * @param before the id of the key that signs until then
 */
public record KeyRotation(int key, Instant signsFrom, int before) {

  /**
   * Adds a key that signs after a while, and keeps all others as they are. The file is replaced as
   * a whole, readable by its owner only, and is on the disk when this returns.
   *
   * @param after long enough for every process to have read the file again
   * @throws IOException if the file cannot be read or written, or there is no id left; nothing has
   *     changed
   */
  public static KeyRotation append(Path file, Instant now, Duration after) throws IOException {
    Path target = file.toRealPath();
    Path temporary = target.resolveSibling(target.getFileName() + ".new");
    // Outside the block that deletes it: one that was there is another rotation's.
    FileChannel created = create(temporary);
    try (FileChannel out = created) {
      String text = Files.readString(target);
      KeyRing ring = KeyRing.parse(text.lines().toList());
      KeyRotation rotation = next(ring, now, after);
      String line = KeyRing.newLine(rotation.key, new SecureRandom(), rotation.signsFrom);
      String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
      write(out, text + separator + line + '\n');
      keepOwner(target, temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      force(target.resolveSibling(""));
      return rotation;
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static KeyRotation next(KeyRing ring, Instant now, Duration after) throws IOException {
    if (ring.newest() == SigningKey.MAX_ID) {
      throw new IOException(
          "key %d is the last there can be, since a token has one byte for it; to go on, begin a new"
                  .formatted(SigningKey.MAX_ID)
              + " file with key 0, after which pixels and links of mail sent until then are dead");
    }
    Instant signsFrom = now.plus(after).truncatedTo(ChronoUnit.SECONDS);
    return new KeyRotation(ring.newest() + 1, signsFrom, ring.signer(now).id());
  }

  /** Stands for a lock as well: of two rotations at once, the second fails here. */
  private static FileChannel create(Path temporary) throws IOException {
    try {
      return FileChannel.open(
          temporary,
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          temporary + " exists: another rotation is under way, or one was killed; then delete it",
          e);
    }
  }

  private static void write(FileChannel out, String text) throws IOException {
    ByteBuffer bytes = UTF_8.encode(text);
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    out.force(true);
  }

  /** The processes that read it run as its owner, who need not be the one who rotates. */
  private static void keepOwner(Path target, Path temporary) throws IOException {
    UserPrincipal owner = Files.getOwner(target);
    if (!owner.equals(Files.getOwner(temporary))) {
      try {
        Files.setOwner(temporary, owner);
      } catch (IOException e) {
        throw new IOException(target + " belongs to " + owner + "; do this as that user", e);
      }
    }
  }

  /** So that the new name outlives a crash of the machine. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
