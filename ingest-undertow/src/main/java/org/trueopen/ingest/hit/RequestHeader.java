package org.trueopen.ingest.hit;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The headers of a request that anything here looks at. */
@SuppressWarnings("ImmutableEnumChecker") // an HttpString never changes
enum RequestHeader {
  HOST(Headers.HOST),
  FORWARDED(Headers.FORWARDED),
  X_FORWARDED_FOR(Headers.X_FORWARDED_FOR),
  USER_AGENT(Headers.USER_AGENT),
  ACCEPT(Headers.ACCEPT),
  ACCEPT_LANGUAGE(Headers.ACCEPT_LANGUAGE),
  SEC_PURPOSE(new HttpString("Sec-Purpose")),
  PURPOSE(new HttpString("Purpose")),
  X_PURPOSE(new HttpString("X-Purpose")),
  X_MOZ(new HttpString("X-Moz")),
  SEC_GPC(new HttpString("Sec-GPC")),
  DNT(new HttpString("DNT"));

  /** Those that rules look at, and no others, are kept with the hit. */
  static final List<RequestHeader> KEPT =
      List.of(ACCEPT, ACCEPT_LANGUAGE, SEC_PURPOSE, PURPOSE, X_PURPOSE, X_MOZ, SEC_GPC, DNT);

  private final HttpString httpName;
  private final String lowerCase;

  RequestHeader(HttpString httpName) {
    this.httpName = httpName;
    this.lowerCase = httpName.toString().toLowerCase(Locale.ROOT);
  }

  /** The one of this name; null for none. */
  static @Nullable RequestHeader of(@Nullable HttpString name) {
    return Stream.of(values()).filter(each -> each.httpName.equals(name)).findAny().orElse(null);
  }

  HttpString httpName() {
    return httpName;
  }

  String lowerCase() {
    return lowerCase;
  }
}
