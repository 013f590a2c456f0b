package org.trueopen.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells versions of a text apart: the first four bytes of its SHA-256. */
final class ShortHash {

  private ShortHash() {}

  static int of(String text) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
          .getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java platform has, is missing", e);
    }
  }

  /** Eight digits. */
  static String hex(int hash) {
    return HexFormat.of().toHexDigits(hash);
  }
}
