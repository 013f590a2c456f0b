package org.trueopen.ingest.hit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The pixel's whole answer as {@link HitResponses} has Undertow write it, byte for byte. */
final class PixelAnswer {

  private static final String DATE = "Date: ";

  /** RFC 9110, section 5.6.7; always of the same length. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final class Prepared {
    private final ByteBuffer bytes;
    private final int dateAt;
    private long second;

    Prepared(long second) {
      String head = head(second);
      ByteBuffer pixel = HitResponses.pixel();
      this.second = second;
      this.dateAt = head.indexOf(DATE) + DATE.length();
      this.bytes = ByteBuffer.allocateDirect(head.length() + pixel.remaining());
      bytes.put(head.getBytes(US_ASCII)).put(pixel);
    }

    ByteBuffer at(long now) {
      if (second != now) {
        second = now;
        bytes.put(dateAt, date(now).getBytes(US_ASCII));
      }
      return bytes.clear();
    }
  }

  private final ThreadLocal<Prepared> prepared =
      ThreadLocal.withInitial(() -> new Prepared(second()));

  /** All of it; for this thread, until it asks again. */
  ByteBuffer bytes() {
    return prepared.get().at(second());
  }

  private static long second() {
    return System.currentTimeMillis() / 1000;
  }

  private static String date(long second) {
    return HTTP_DATE.format(Instant.ofEpochSecond(second));
  }

  private static String head(long second) {
    return String.join(
        "\r\n",
        "HTTP/1.1 200 OK",
        "Expires: 0",
        "Connection: keep-alive",
        "Cache-Control: " + HitResponses.ASK_AGAIN,
        "Pragma: no-cache",
        "Content-Type: image/gif",
        "Content-Length: " + HitResponses.pixel().remaining(),
        DATE + date(second),
        "\r\n");
  }
}
