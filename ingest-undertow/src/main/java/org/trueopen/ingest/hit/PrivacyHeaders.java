package org.trueopen.ingest.hit;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.Optional;
import org.trueopen.ingest.hit.HitCounters.Ignored;
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

  /** Why a hit with these headers must not be recorded, if the account heeds what they say. */
  static Optional<Ignored> refusal(PrivacySignals heeded, HeaderMap headers) {
    if (heeded.heedsGpc() && says(SEC_GPC, headers)) {
      return Optional.of(Ignored.GPC);
    }
    return heeded.heedsDnt() && says(DNT, headers) ? Optional.of(Ignored.DNT) : Optional.empty();
  }

  private static boolean says(HttpString signal, HeaderMap headers) {
    HeaderValues values = headers.get(signal);
    return values != null && values.contains("1");
  }
}
