package org.trueopen.ingest.hit;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.trueopen.settings.PrivacySignals;

/**
 * The signals by which a client says that it does not want to be recorded. Only {@code 1} is one:
 * any other value of {@code Sec-GPC} means nothing, one among several suffices (W3C Global Privacy
 * Control, section 3.3), and {@code DNT: 0} is consent.
 */
final class PrivacyHeaders {

  private PrivacyHeaders() {}

  /** Why a request must not be recorded; null if it may. */
  static @Nullable Outcome refusal(PrivacySignals heeded, HitRequest request) {
    return refusal(heeded, signal -> request.says(signal, "1"));
  }

  /**
   * The same for a hit that was kept.
   *
   * @param headers by lower-case name
   */
  static @Nullable Outcome refusal(PrivacySignals heeded, Map<String, String> headers) {
    return refusal(heeded, signal -> "1".equals(headers.get(signal.lowerCase())));
  }

  private static @Nullable Outcome refusal(PrivacySignals heeded, Predicate<RequestHeader> says) {
    if (heeded.heedsGpc() && says.test(RequestHeader.SEC_GPC)) {
      return Outcome.IGNORED_GPC;
    }
    return heeded.heedsDnt() && says.test(RequestHeader.DNT) ? Outcome.IGNORED_DNT : null;
  }
}
