package org.trueopen.store.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files. */
public final class Checksum {

  private Checksum() {}

  /** Lower-case hex. */
  public static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * Refuses a file that is not the one that was written.
   *
   * @throws BackupException naming the file
   */
  public static void require(Path file, long bytes, String sha256) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BackupException(file + " is missing: the backup is not whole; take another one");
    }
    if (Files.size(file) != bytes || !sha256(file).equals(sha256)) {
      throw new BackupException(
          "%s is damaged: %d bytes and SHA-256 %s were written, %d bytes with another one found; take another backup"
              .formatted(file, bytes, sha256, Files.size(file)));
    }
  }
}
