package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of the Standard Webhooks specification 1.0.0, symmetric, version 1. */
final class Signature {

  private static final String SECRET_PREFIX = "whsec_";

  private Signature() {}

  /**
   * The header {@code webhook-signature} for one secret: HMAC-SHA-256 over id, time and body with
   * full stops between them.
   *
   * @param secret as receivers have it, {@code whsec_} and base64
   * @param seconds the header {@code webhook-timestamp}, seconds since 1970
   */
  static String of(String secret, String id, long seconds, byte[] body) {
    byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + '.' + seconds + '.').getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256, which every Java platform has, is missing", e);
    }
  }
}
