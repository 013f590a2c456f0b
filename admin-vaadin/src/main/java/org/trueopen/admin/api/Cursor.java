package org.trueopen.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.trueopen.admin.report.StoredRows;

/**
 * Where a page ended: the time and id of its last row. The page after it costs as much as the
 * first, and rows that are added meanwhile shift nothing.
 */
record Cursor(Instant at, String id) {

  /** Before the first page: later than anything. */
  static final Cursor START = new Cursor(StoredRows.LATER_THAN_ALL, "");

  private static final int MAX_CHARS = 500;

  String text() {
    String plain = at.toEpochMilli() + ":" + id;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  /** Empty if it is none of ours. */
  static Optional<Cursor> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      int colon = plain.indexOf(':');
      if (text.length() <= MAX_CHARS && colon > 0) {
        Instant at = Instant.ofEpochMilli(Long.parseLong(plain.substring(0, colon)));
        return at.isAfter(START.at()) || at.getEpochSecond() < 0
            ? Optional.empty()
            : Optional.of(new Cursor(at, plain.substring(colon + 1)));
      }
    } catch (IllegalArgumentException e) {
      // neither Base64 nor a number
    }
    return Optional.empty();
  }
}
