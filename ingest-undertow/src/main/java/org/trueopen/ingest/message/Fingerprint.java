package org.trueopen.ingest.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The SHA-256 of a call's content, as hex. */
final class Fingerprint {

  private Fingerprint() {}

  /**
   * @param parameters beside the body; the order of their names does not matter
   */
  static String of(String type, byte[] body, Map<String, ? extends Collection<String>> parameters) {
    MessageDigest digest = sha256();
    add(digest, type);
    new TreeMap<>(parameters)
        .forEach((name, values) -> values.forEach(value -> add(digest, name + '\0' + value)));
    add(digest, "");
    return HexFormat.of().formatHex(digest.digest(body));
  }

  /** The same of bytes alone. */
  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** With its length in front, so that no two lists of texts look alike. */
  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java platform has, is missing", e);
    }
  }
}
