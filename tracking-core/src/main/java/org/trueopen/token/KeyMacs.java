package org.trueopen.token;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One thread's means to sign and check with a key ring: {@code Mac.getInstance} costs more than the
 * hash itself, so each key's is kept, and the bytes of a token are read into a buffer that is kept
 * as well.
 *
 * <p>In the place of every key that the ring lacks stands one nobody knows, so that a token of an
 * unknown key costs what any other costs.
 */
final class KeyMacs {

  private static final Key NOBODYS = nobodysKey();

  /** Whose keys these are. */
  final KeyRing ring;

  private final Mac[] macs = new Mac[SigningKey.MAX_ID + 1];
  private final Mac nobodys = newMac(NOBODYS);
  private final byte[] buffer;
  private long computed;

  /**
   * @param bufferBytes the most bytes a token may have
   */
  KeyMacs(KeyRing ring, int bufferBytes) {
    this.ring = ring;
    this.buffer = new byte[bufferBytes];
    Arrays.fill(macs, nobodys);
    for (SigningKey key : ring.all()) {
      macs[key.id()] = newMac(key.secret());
    }
  }

  /** For one token at a time; holds what the token before it has left. */
  byte[] buffer() {
    return buffer;
  }

  /** 1 if the ring lacks this key, 0 if it has it. */
  int lacks(int key) {
    return macs[key] == nobodys ? 1 : 0;
  }

  /** The whole HMAC over the first bytes given. */
  byte[] sign(int key, byte[] bytes, int length) {
    computed++;
    Mac mac = macs[key];
    mac.update(bytes, 0, length);
    return mac.doFinal();
  }

  /** How many HMACs this thread has computed; what tests count. */
  long computed() {
    return computed;
  }

  private static Mac newMac(Key key) {
    try {
      Mac mac = Mac.getInstance(SigningKey.ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256, which every Java platform has, is missing", e);
    }
  }

  private static Key nobodysKey() {
    byte[] secret = new byte[SigningKey.MIN_SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return new SecretKeySpec(secret, SigningKey.ALGORITHM);
  }
}
