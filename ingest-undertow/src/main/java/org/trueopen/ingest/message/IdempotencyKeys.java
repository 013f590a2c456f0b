package org.trueopen.ingest.message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.ingest.web.RequestException;

/**
 * The header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header). A call that is
 * repeated with its key gets the same ids, from any process and after any restart, because they are
 * made from key and content alone. That a key comes again with other content is noticed on the
 * process that saw it first, for a day at most.
 */
final class IdempotencyKeys {

  static final String HEADER = "Idempotency-Key";

  private static final int MAX_CHARS = 255;
  private static final Duration REMEMBERED = Duration.ofHours(24);

  /** About 250 bytes each, so 25 MB. */
  private static final int MAX_REMEMBERED = 100_000;

  private final Cache<String, String> contents =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  private final KeyedHash hashes;

  IdempotencyKeys(KeyedHash hashes) {
    this.hashes = hashes;
  }

  /** The key; empty for none. */
  static String key(HttpServerExchange exchange) throws RequestException {
    HeaderValues values = exchange.getRequestHeaders().get(HEADER);
    if (values == null) {
      return "";
    }
    String key = values.getFirst();
    if (values.size() > 1
        || key.isEmpty()
        || key.length() > MAX_CHARS
        || !key.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
      throw new RequestException(
          StatusCodes.BAD_REQUEST,
          "invalid-idempotency-key",
          "expected one header %s of 1 to %d visible ASCII characters, found %s"
              .formatted(
                  HEADER,
                  MAX_CHARS,
                  values.size() > 1 ? values.size() + " of them" : key.length() + " characters"));
    }
    return key;
  }

  /**
   * The ids for a call.
   *
   * @param key empty for none
   * @param content the hash of all that makes the call what it is
   * @throws RequestException if the key was used with other content
   */
  DeliveryIds ids(AccountId account, String key, String content) throws RequestException {
    if (key.isEmpty()) {
      return DeliveryIds.fresh();
    }
    String remembered = hashes.repeatable(account, "idempotency-key", key).value();
    String first = contents.asMap().putIfAbsent(remembered, content);
    if (first != null && !first.equals(content)) {
      throw new RequestException(
          StatusCodes.UNPROCESSABLE_ENTITY,
          "idempotency-key-reused",
          "this %s came with another body or other parameters within the last %d hours; use a key once for each call"
              .formatted(HEADER, REMEMBERED.toHours()));
    }
    return DeliveryIds.repeatable(hashes, account, key, content);
  }
}
