package org.trueopen.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The files in which secrets live, each readable by its owner only. */
public final class KeyFiles {

  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyFiles() {}

  /** A key ring with one new key, unless the file is there. */
  public static void ensureSigningKeys(Path file) throws IOException {
    ensure(file, KeyRing.newLine(1, RANDOM));
  }

  /** A secret for keyed hashes, unless the file is there. */
  public static void ensureHashKey(Path file) throws IOException {
    ensure(file, Base64.getEncoder().encodeToString(random(32)));
  }

  /** An API key of 256 random bits, unless the file is there. */
  public static void ensureApiKey(Path file) throws IOException {
    ensure(file, "to_" + HexFormat.of().formatHex(random(32)));
  }

  /**
   * Writes a secret, unless the file is there: whole or not at all, so that a crash leaves no half
   * a key.
   */
  public static void ensure(Path file, String secret) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(temporary, secret + "\n");
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Random bytes fit for a secret. */
  public static byte[] random(int count) {
    byte[] result = new byte[count];
    RANDOM.nextBytes(result);
    return result;
  }
}
