package org.trueopen.ingest.hit;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.Locale;
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

  static final HttpString SEC_GPC = new HttpString("Sec-GPC");
  static final HttpString DNT = new HttpString("DNT");

  private PrivacyHeaders() {}

  /** Why a request with these headers must not be recorded; null if it may. */
  static @Nullable Outcome refusal(PrivacySignals heeded, HeaderMap headers) {
    return refusal(
        heeded,
        signal -> {
          HeaderValues values = headers.get(signal);
          return values != null && values.contains("1");
        });
  }

  /**
   * The same for a hit that was kept.
   *
   * @param headers by lower-case name
   */
  static @Nullable Outcome refusal(PrivacySignals heeded, Map<String, String> headers) {
    return refusal(
        heeded, signal -> "1".equals(headers.get(signal.toString().toLowerCase(Locale.ROOT))));
  }

  private static @Nullable Outcome refusal(PrivacySignals heeded, Predicate<HttpString> says) {
    if (heeded.heedsGpc() && says.test(SEC_GPC)) {
      return Outcome.IGNORED_GPC;
    }
    return heeded.heedsDnt() && says.test(DNT) ? Outcome.IGNORED_DNT : null;
  }
}
