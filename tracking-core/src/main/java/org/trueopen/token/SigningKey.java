package org.trueopen.token;

import java.security.Key;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;

/** One secret of the key ring. */
public final class SigningKey {

  /** As many bytes as the hash gives, RFC 2104 section 3. */
  public static final int MIN_SECRET_BYTES = 32;

  /** A token has one byte for it. */
  public static final int MAX_ID = 255;

  static final String ALGORITHM = "HmacSHA256";

  private final int id;
  private final SecretKeySpec secret;
  private final Instant signsFrom;

  /**
   * A key that may sign at once.
   *
   * @param id 0 to 255; a higher id is a newer key
   * @param secret at least 32 random bytes
   */
  public SigningKey(int id, byte[] secret) {
    this(id, secret, Instant.MIN);
  }

  /**
   * @param id 0 to 255; a higher id is a newer key
   * @param secret at least 32 random bytes
   * @param signsFrom before it the key only verifies, so that every process can learn of it before
   *     any signs with it
   */
  public SigningKey(int id, byte[] secret, Instant signsFrom) {
    if (id < 0 || id > MAX_ID) {
      throw new IllegalArgumentException("signing key id: expected 0..255, found " + id);
    }
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "signing key %d: expected at least %d bytes, found %d"
              .formatted(id, MIN_SECRET_BYTES, secret.length));
    }
    this.id = id;
    this.secret = new SecretKeySpec(secret, ALGORITHM);
    this.signsFrom = signsFrom;
  }

  int id() {
    return id;
  }

  Key secret() {
    return secret;
  }

  Instant signsFrom() {
    return signsFrom;
  }

  @Override
  public String toString() {
    return "SigningKey[id=" + id + ", secret=***]";
  }
}
