package org.trueopen.token;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The signing keys: the newest signs, all of them verify, so that old mail outlives a rotation. */
public final class KeyRing {

  private final NavigableMap<Integer, SigningKey> keys = new TreeMap<>();

  public KeyRing(Collection<SigningKey> keys) {
    for (SigningKey key : keys) {
      if (this.keys.put(key.id(), key) != null) {
        throw new IllegalArgumentException("signing keys: id " + key.id() + " stands there twice");
      }
    }
    if (this.keys.isEmpty()) {
      throw new IllegalArgumentException("signing keys: expected at least one, found none");
    }
  }

  /**
   * Reads a key file: a line per key, {@code <id> <base64 secret>}; blank lines and those that
   * begin with {@code #} are skipped.
   */
  public static KeyRing parse(List<String> lines) {
    return new KeyRing(
        lines.stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(KeyRing::parseLine)
            .toList());
  }

  /** A line for {@link #parse} with a new random secret. */
  public static String newLine(int id, SecureRandom random) {
    byte[] secret = new byte[SigningKey.MIN_SECRET_BYTES];
    random.nextBytes(secret);
    return id + " " + Base64.getEncoder().encodeToString(secret);
  }

  @SuppressWarnings("UnusedException") // a cause would quote the line, which is a secret
  private static SigningKey parseLine(String line) {
    String[] parts = line.split("\\s+", 2);
    try {
      return new SigningKey(
          Integer.parseInt(parts[0]), Base64.getDecoder().decode(parts.length > 1 ? parts[1] : ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "signing keys: expected lines of \"<id 0..255> <base64 of 32 or more bytes>\"");
    }
  }

  SigningKey newest() {
    return keys.lastEntry().getValue();
  }

  Optional<SigningKey> find(int id) {
    return Optional.ofNullable(keys.get(id));
  }

  Collection<SigningKey> all() {
    return keys.values();
  }

  @Override
  public String toString() {
    return "KeyRing" + keys.keySet();
  }
}
