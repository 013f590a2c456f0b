package org.trueopen.ingest.hit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.trueopen.ingest.web.Answers;
import org.trueopen.token.Token;

/** What mail clients get. */
final class HitResponses {

  /** The smallest transparent GIF that every client shows: GIF89a, 1 by 1, 43 bytes. */
  private static final ByteBuffer PIXEL =
      ByteBuffer.wrap(
              HexFormat.of()
                  .parseHex(
                      "47494638396101000100800000000000ffffff"
                          + "21f9040100000000"
                          + "2c00000000010001000002024401003b"))
          .asReadOnlyBuffer();

  /**
   * Asks every cache between us and the reader to come again. Google's image proxy does so since
   * March 2014 on {@code no-cache, max-age=0}.
   */
  static final String ASK_AGAIN = "no-cache, no-store, must-revalidate, private, max-age=0";

  private static final HttpString REFERRER_POLICY = new HttpString("Referrer-Policy");
  private static final HttpHandler PIXEL_RESPONSE = HitResponses::pixel;

  private HitResponses() {}

  /** The image. */
  static ByteBuffer pixel() {
    return PIXEL.duplicate();
  }

  static HttpHandler of(Token token) {
    return switch (token) {
      case Token.Open open -> PIXEL_RESPONSE;
      case Token.Image image -> redirect(image.destination());
      case Token.Click click -> redirect(click.destination());
      case Token.OptOut optOut -> Answers::notFound; // decoded elsewhere, so never here
    };
  }

  private static void pixel(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CONTENT_TYPE, "image/gif");
    headers.put(Headers.CACHE_CONTROL, ASK_AGAIN);
    headers.put(Headers.PRAGMA, "no-cache");
    headers.put(Headers.EXPIRES, "0");
    if (exchange.getRequestMethod().equals(Methods.HEAD)) {
      headers.put(Headers.CONTENT_LENGTH, PIXEL.remaining());
      exchange.endExchange();
    } else {
      exchange.getResponseSender().send(pixel());
    }
  }

  private static HttpHandler redirect(String destination) {
    return exchange -> {
      HeaderMap headers = exchange.getResponseHeaders();
      exchange.setStatusCode(StatusCodes.FOUND);
      headers.put(Headers.LOCATION, headerSafe(destination));
      headers.put(Headers.CACHE_CONTROL, ASK_AGAIN);
      // The destination learns nothing of the tracking URL.
      headers.put(REFERRER_POLICY, "no-referrer");
      exchange.endExchange();
    };
  }

  /** Percent-encodes what may not stand in a header: anything but visible ASCII. */
  static String headerSafe(String url) {
    StringBuilder out = new StringBuilder(url.length());
    for (byte octet : url.getBytes(UTF_8)) {
      if (octet > 0x20 && octet < 0x7F) {
        out.append((char) octet);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return out.toString();
  }
}
