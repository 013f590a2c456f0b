package org.trueopen.ingest.hit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Makes the ids of hits: ULIDs, as text. Each thread has a source of its own, seeded at random; in
 * one millisecond it counts up from a random number, so that its ids rise. One that serves all
 * threads has a lock that they would queue for, and takes ten times as long.
 *
 * <p>They are unique but no secret: who knows some of a thread's can tell others.
 */
final class HitIds {

  private static final int CHARS = 26;
  private static final int TIME_CHARS = 10;

  /** 80 bits of randomness are two halves of 40. */
  private static final int HALF_CHARS = 8;

  private static final int HALF_BITS = 40;
  private static final long HALF = (1L << HALF_BITS) - 1;
  private static final int BITS_PER_CHAR = 5;
  private static final byte[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(US_ASCII);

  private final ThreadLocal<Source> sources = ThreadLocal.withInitial(Source::new);

  /**
   * A new id.
   *
   * @param millis now, since 1970
   */
  String next(long millis) {
    return sources.get().next(millis);
  }

  private static final class Source {
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    private long time;
    private long high;
    private long low;

    String next(long millis) {
      if (millis > time) {
        time = millis;
        high = random.nextLong() & HALF;
        low = random.nextLong() & HALF;
      } else { // the same millisecond, or the clock was set back
        low = (low + 1) & HALF;
        high = low == 0 ? (high + 1) & HALF : high;
      }
      byte[] text = new byte[CHARS];
      write(time, text, 0, TIME_CHARS);
      write(high, text, TIME_CHARS, HALF_CHARS);
      write(low, text, TIME_CHARS + HALF_CHARS, HALF_CHARS);
      return new String(text, ISO_8859_1);
    }
  }

  private static void write(long bits, byte[] text, int from, int chars) {
    long rest = bits;
    for (int at = from + chars - 1; at >= from; at--) {
      text[at] = ALPHABET[(int) rest & ((1 << BITS_PER_CHAR) - 1)];
      rest >>>= BITS_PER_CHAR;
    }
  }
}
