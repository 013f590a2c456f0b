package org.trueopen.token;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The signing keys: the newest that may sign does, all of them verify, so that old mail outlives a
 * rotation. Never changes; {@link SigningKeys} holds the one in force.
 */
public final class KeyRing {

  private static final String SIGNS_FROM = "signs-from=";

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
   * Reads a key file: a line per key, {@code <id> <base64 secret>}, and if it must not sign yet
   * {@code signs-from=<ISO instant>}; blank lines and those that begin with {@code #} are skipped.
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

  /** As {@link #newLine(int, SecureRandom)}, for a key that signs from then on only. */
  static String newLine(int id, SecureRandom random, Instant signsFrom) {
    return newLine(id, random) + ' ' + SIGNS_FROM + signsFrom;
  }

  @SuppressWarnings("UnusedException") // a cause would quote the line, which is a secret
  private static SigningKey parseLine(String line) {
    String[] parts = line.split("\\s+", 3);
    try {
      return new SigningKey(
          Integer.parseInt(parts[0]),
          Base64.getDecoder().decode(parts.length > 1 ? parts[1] : ""),
          parts.length > 2 ? parseSignsFrom(parts[2]) : Instant.MIN);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "signing keys: expected lines of \"<id 0..255> <base64 of 32 or more bytes>\","
              + " each followed by \"signs-from=2026-01-31T12:00:00Z\" or nothing");
    }
  }

  private static Instant parseSignsFrom(String text) {
    if (!text.startsWith(SIGNS_FROM)) {
      throw new IllegalArgumentException(SIGNS_FROM);
    }
    return Instant.parse(text.substring(SIGNS_FROM.length()));
  }

  /**
   * The newest key that may sign; if none may yet, the one that may first, since mail cannot wait.
   */
  SigningKey signer(Instant now) {
    for (SigningKey key : keys.descendingMap().values()) {
      if (!key.signsFrom().isAfter(now)) {
        return key;
      }
    }
    return keys.values().stream().min(Comparator.comparing(SigningKey::signsFrom)).orElseThrow();
  }

  /** The highest id. */
  int newest() {
    return keys.lastKey();
  }

  Optional<SigningKey> find(int id) {
    return Optional.ofNullable(keys.get(id));
  }

  Collection<SigningKey> all() {
    return keys.values();
  }

  /** Which keys there are and from when those sign that once could not, without secrets. */
  @Override
  public String toString() {
    return keys.values().stream()
        .map(
            key ->
                key.signsFrom().equals(Instant.MIN)
                    ? Integer.toString(key.id())
                    : key.id() + " signs from " + key.signsFrom())
        .collect(Collectors.joining(", ", "KeyRing[", "]"));
  }
}
