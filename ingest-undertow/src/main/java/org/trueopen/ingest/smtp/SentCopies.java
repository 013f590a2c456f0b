package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.trueopen.id.AccountId;

/**
 * Which copies the next hop has taken of mails that the client was told to send again, so that the
 * retry does not send those twice.
 *
 * <p>Kept in memory for three days, longer than clients try; about 100 bytes each. What a restart
 * or the bound forgets is sent twice: a double is better than a loss. A mail all of whose copies
 * were taken is forgotten at once, so an application may send the same mail again on purpose.
 */
final class SentCopies {

  private static final int MAX_COPIES = 100_000;
  private static final Duration KEEP = Duration.ofDays(3);

  /** One mail to one recipient, by the first 128 bits of a SHA-256. */
  record Key(long high, long low) {}

  private final Cache<Key, Boolean> taken =
      Caffeine.newBuilder().maximumSize(MAX_COPIES).expireAfterWrite(KEEP).build();

  boolean isTaken(Key key) {
    return taken.getIfPresent(key) != null;
  }

  void remember(Key key) {
    taken.put(key, true);
  }

  void forget(Key key) {
    taken.invalidate(key);
  }

  /** The mail's own part of the keys. */
  static byte[] digest(byte[] mail) {
    return sha256().digest(mail);
  }

  static Key key(AccountId account, String from, String recipient, byte[] mailDigest) {
    MessageDigest sha256 = sha256();
    // A line end is in none of these, so no two triples look the same.
    sha256.update((account.value() + '\n' + from + '\n' + recipient + '\n').getBytes(UTF_8));
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(mailDigest));
    return new Key(digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256, which every Java platform has, is missing", e);
    }
  }
}
