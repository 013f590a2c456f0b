package org.trueopen.admin.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.id.AccountId;

/**
 * Makes and reads the tokens of shared links. A token says all there is to know and is signed by
 * HMAC-SHA-256, so nothing is kept: a link ends by its time, and all end when the hash key, of
 * which the signing key is made, is replaced.
 */
@Component
class ShareLinks {

  /** A quarter; what is to be seen for longer deserves a user. */
  static final Duration LONGEST = Duration.ofDays(90);

  private static final String VERSION = "1";
  private static final int MAX_CHARS = 4000;
  private static final int FIELDS = 5;

  private final SecretKeySpec key;
  private final Clock clock;

  ShareLinks(AdminConfig config, Clock clock) {
    this.key = new SecretKeySpec(config.hashes().derivedKey("share links"), "HmacSHA256");
    this.clock = clock;
  }

  /**
   * The token of a new link.
   *
   * @param path of the page with its query
   * @throws IllegalArgumentException if it is to last longer than {@link #LONGEST}
   */
  @PreAuthorize("hasAnyRole('ADMIN', 'ANALYST')")
  public String create(AccountId account, String path, String sharedBy, Duration lasts) {
    if (lasts.isNegative() || lasts.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a shared link lasts 90 days at most, found " + lasts);
    }
    long expires = clock.instant().plus(lasts).getEpochSecond();
    String plain =
        String.join(
            "\n",
            VERSION,
            account.value(),
            Long.toString(expires),
            oneLine(sharedBy),
            oneLine(path));
    byte[] bytes = plain.getBytes(UTF_8);
    return encoded(bytes) + '.' + encoded(sign(bytes));
  }

  /** Empty for what was not made here, and for what has expired. */
  public Optional<SharedPage> read(String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      return MessageDigest.isEqual(signature, sign(bytes))
          ? page(new String(bytes, UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // no base64
      return Optional.empty();
    }
  }

  private Optional<SharedPage> page(String plain) {
    String[] fields = plain.split("\n", -1);
    if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
      return Optional.empty();
    }
    Instant expires = Instant.ofEpochSecond(Long.parseLong(fields[2]));
    return clock.instant().isBefore(expires)
        ? Optional.of(new SharedPage(new AccountId(fields[1]), fields[4], fields[3], expires))
        : Optional.empty();
  }

  private byte[] sign(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256, which every Java platform has, is missing", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }
}
