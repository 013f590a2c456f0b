package org.trueopen.id;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.trueopen.config.Environment;

/**
 * Keyed hashes that stand for a recipient or a client address where the plain value must not be
 * kept: the first 64 bits of an HMAC-SHA-256. Among ten million values two collide with a chance of
 * 1 in 370,000.
 */
public final class KeyedHash {

  private static final int MIN_SECRET_BYTES = 32;

  private final ThreadLocal<Mac> macs;

  public KeyedHash(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "hash key: expected at least %d bytes, found %d"
              .formatted(MIN_SECRET_BYTES, secret.length));
    }
    SecretKeySpec key = new SecretKeySpec(secret, "HmacSHA256");
    this.macs = ThreadLocal.withInitial(() -> newMac(key));
  }

  /** Reads the secret as base64 text, as it stands in a key file. */
  public static KeyedHash parse(String base64) {
    return new KeyedHash(decode(base64));
  }

  /**
   * Reads the secret from the file that a variable names. What is wrong with it is told to the
   * environment, and replaced by a secret that nobody gets to use.
   */
  public static KeyedHash parse(Environment env, String variable) {
    return new KeyedHash(parseSecret(env, variable));
  }

  /**
   * Like {@link #parse(Environment, String)}, for who has to hand the secret on.
   *
   * @return 32 bytes or more
   */
  public static byte[] parseSecret(Environment env, String variable) {
    List<String> lines = env.fileLines(variable);
    if (!lines.isEmpty()) {
      try {
        return decode(String.join("", lines));
      } catch (IllegalArgumentException e) {
        env.problem(
            variable,
            "a file with base64 of 32 or more bytes, the same for all processes",
            "another one"); // what stands there may be a secret all the same
      }
    }
    return new byte[MIN_SECRET_BYTES];
  }

  @SuppressWarnings("UnusedException") // a cause might quote the text, which is a secret
  private static byte[] decode(String base64) {
    try {
      byte[] secret = Base64.getDecoder().decode(base64.strip());
      if (secret.length >= MIN_SECRET_BYTES) {
        return secret;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException("hash key: expected base64 of 32 or more bytes");
  }

  /** The recipient's key within an account; never 0, which means none. */
  public long recipient(AccountId account, MailboxAddress recipient) {
    return hash("recipient\0" + account.value() + '\0' + recipient.value());
  }

  /**
   * The id that anonymous mail carries in place of a delivery's: the same for all mail of a
   * campaign, or of a mailbox where the campaign is empty.
   */
  public DeliveryId aggregate(AccountId account, MailboxAddress mailbox, String campaign) {
    String what = campaign.isEmpty() ? "mailbox\0" + mailbox.value() : "campaign\0" + campaign;
    return new DeliveryId("all-" + hex(first(16, "aggregate\0" + account.value() + '\0' + what)));
  }

  /**
   * An id that is the same whenever the same is asked, so that a repeated call finds its deliveries
   * again without anything being kept.
   *
   * @param parts what makes the call the same: the caller's key, a hash of the mail, a recipient
   */
  public DeliveryId repeatable(AccountId account, String... parts) {
    return new DeliveryId(
        hex(first(16, "delivery\0" + account.value() + '\0' + String.join("\0", parts))));
  }

  /**
   * The secret that a webhook's requests are signed with, as the Standard Webhooks specification
   * writes it: {@code whsec_} and base64 of 32 bytes. Nobody need keep it, since it can be derived
   * again.
   *
   * @param generation from 1; a higher one for a new secret
   */
  public String webhookSecret(AccountId account, String endpoint, int generation) {
    byte[] secret = first(32, "webhook\0" + account.value() + '\0' + endpoint + '\0' + generation);
    return "whsec_" + Base64.getEncoder().encodeToString(secret);
  }

  /** A client address's hash; never 0. */
  public long clientAddress(String address) {
    return hash("address\0" + address);
  }

  /**
   * A key of its own for another purpose, made of this one: who has it cannot tell the secret, nor
   * any of the hashes above.
   *
   * @return 32 bytes
   */
  public byte[] derivedKey(String purpose) {
    return first(32, "derived\0" + purpose);
  }

  private byte[] first(int bytes, String text) {
    return Arrays.copyOf(macs.get().doFinal(text.getBytes(UTF_8)), bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private long hash(String text) {
    long hash = ByteBuffer.wrap(macs.get().doFinal(text.getBytes(UTF_8))).getLong();
    return hash == 0 ? 1 : hash;
  }

  private static Mac newMac(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256, which every Java platform has, is missing", e);
    }
  }
}
