package org.trueopen.store;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Passwords of the embedded engine's users. The caller keeps them; the engine's files hold only
 * their SHA-256.
 *
 * @param migrator may do everything in the database {@code trueopen}
 * @param job may insert there
 * @param admin may read there
 * @param eraser may take a recipient's rows out
 */
public record EnginePasswords(String migrator, String job, String admin, String eraser) {

  public EnginePasswords {
    if (migrator.isEmpty() || job.isEmpty() || admin.isEmpty() || eraser.isEmpty()) {
      throw new IllegalArgumentException(
          "Engine passwords: expected four, found an empty one; use EnginePasswords.random");
    }
  }

  /** Four passwords of 128 random bits each, in hex. */
  public static EnginePasswords random(SecureRandom random) {
    return new EnginePasswords(
        password(random), password(random), password(random), password(random));
  }

  private static String password(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "EnginePasswords[***]";
  }
}
