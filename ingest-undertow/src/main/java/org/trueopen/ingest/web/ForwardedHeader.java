package org.trueopen.ingest.web;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.trueopen.config.Environment;

/** The one header that proxies write a client's address into. */
public enum ForwardedHeader {
  X_FORWARDED_FOR,
  /** RFC 7239. */
  FORWARDED,
  NONE;

  /** Null for none. */
  @Nullable HttpString header() {
    return switch (this) {
      case X_FORWARDED_FOR -> Headers.X_FORWARDED_FOR;
      case FORWARDED -> Headers.FORWARDED;
      case NONE -> null;
    };
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static ForwardedHeader parse(Environment env) {
    String text = env.text("INGEST_FORWARDED_HEADER", X_FORWARDED_FOR.text());
    for (ForwardedHeader value : values()) {
      if (value.text().equals(text.toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    List<String> known = List.of(values()).stream().map(ForwardedHeader::text).toList();
    env.problem("INGEST_FORWARDED_HEADER", String.join(" or ", known), '"' + text + '"');
    return X_FORWARDED_FOR;
  }
}
