package org.trueopen.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A key by which an application calls us. Keys are random 256-bit values, so a plain hash is
 * enough: there is nothing to guess.
 *
 * @param sha256 the hash of the key's text, lower-case hex; the key itself is never kept
 * @param name what its owner calls it
 */
public record ApiKey(String sha256, String name, boolean revoked) implements SettingValue {

  public ApiKey {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "API key: expected 64 hex digits of a SHA-256, found " + sha256.length() + " characters");
    }
  }

  /** The hash by which a presented key is looked up. */
  public static String hash(String key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java platform has, is missing", e);
    }
  }
}
