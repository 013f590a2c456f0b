package org.trueopen.token;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;

/**
 * One thread's means to sign and check with a key ring: {@code Mac.getInstance} costs more than the
 * hash itself, so each key's is kept, and the bytes of a token are read into a buffer that is kept
 * as well.
 *
 * <p>A key that the ring lacks is answered with the newest, so that its token costs what any other
 * costs. A key made for this purpose would be seen: hardly ever used, it would not be in the
 * processor's cache. For the same reason ids are compared with all of the ring's, which are few,
 * and not looked up in a table.
 */
final class KeyMacs {

  /** Whose keys these are. */
  final KeyRing ring;

  /** In rising order, so that the newest is the last. */
  private final int[] ids;

  private final Mac[] macs;
  private final byte[] buffer;
  private long computed;

  /**
   * @param bufferBytes the most bytes a token may have
   */
  KeyMacs(KeyRing ring, int bufferBytes) {
    this.ring = ring;
    this.buffer = new byte[bufferBytes];
    this.ids = ring.all().stream().mapToInt(SigningKey::id).toArray();
    this.macs = ring.all().stream().map(key -> newMac(key.secret())).toArray(Mac[]::new);
  }

  /** For one token at a time; holds what the token before it has left. */
  byte[] buffer() {
    return buffer;
  }

  /** The place of a key in the ring; the newest's if the ring lacks it. */
  int place(int id) {
    int place = ids.length - 1;
    for (int i = 0; i < ids.length; i++) {
      int allBitsIfSame = oneUnlessZero(ids[i] ^ id) - 1;
      place ^= (place ^ i) & allBitsIfSame;
    }
    return place;
  }

  /** The id of the key at a place. */
  int id(int place) {
    return ids[place];
  }

  /** The whole HMAC over the first of the bytes, with the key at a place. */
  byte[] sign(int place, byte[] bytes, int length) {
    computed++;
    Mac mac = macs[place];
    mac.update(bytes, 0, length);
    return mac.doFinal();
  }

  /** How many HMACs this thread has computed; what tests count. */
  long computed() {
    return computed;
  }

  /** Without a branch, whose prediction would show in the time. */
  static int oneUnlessZero(int number) {
    return (number | -number) >>> 31;
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
}
