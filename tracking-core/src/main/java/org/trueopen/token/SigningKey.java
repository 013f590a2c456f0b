package org.trueopen.token;

import java.security.Key;
import javax.crypto.spec.SecretKeySpec;

/** One secret of the key ring. */
public final class SigningKey {

  /** As many bytes as the hash gives, RFC 2104 section 3. */
  public static final int MIN_SECRET_BYTES = 32;

  static final String ALGORITHM = "HmacSHA256";

  private final int id;
  private final SecretKeySpec secret;

  /**
   * @param id 0 to 255; a higher id is a newer key
   * @param secret at least 32 random bytes
   */
  public SigningKey(int id, byte[] secret) {
    if (id < 0 || id > 255) {
      throw new IllegalArgumentException("signing key id: expected 0..255, found " + id);
    }
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "signing key %d: expected at least %d bytes, found %d"
              .formatted(id, MIN_SECRET_BYTES, secret.length));
    }
    this.id = id;
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  int id() {
    return id;
  }

  Key secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "SigningKey[id=" + id + ", secret=***]";
  }
}
