package org.trueopen.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A key by which an application calls us. Keys are random 256-bit values, so a plain hash is
 * enough: there is nothing to guess.
 *
 * @param sha256 the hash of the key's text, lower-case hex; the key itself is never kept
 * @param name what its owner calls it
 * @param scopes what it may be used for
 */
public record ApiKey(String sha256, String name, boolean revoked, Set<Scope> scopes)
    implements SettingValue {

  /** What a key may be used for. */
  public enum Scope {
    /** Sending mail through us, by HTTP or SMTP, and telling what became of it. */
    SEND,
    /** Reading deliveries and reports. */
    REPORT,
    /** Reading and changing settings, opt-outs and API keys. */
    SETTINGS
  }

  /** What keys from before there were scopes may be used for. */
  public static final Set<Scope> FIRST_SCOPES = Set.of(Scope.SEND, Scope.REPORT);

  public ApiKey {
    scopes = Set.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("API key: expected at least one scope, found none");
    }
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
