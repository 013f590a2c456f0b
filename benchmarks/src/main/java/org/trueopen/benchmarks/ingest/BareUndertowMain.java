package org.trueopen.benchmarks.ingest;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The pixel from memory by Undertow alone, with the headers of ours: what the server beneath ingest
 * costs by itself.
 */
public final class BareUndertowMain {

  private static final ByteBuffer PIXEL =
      ByteBuffer.wrap(HexFormat.of().parseHex(PixelClient.PIXEL)).asReadOnlyBuffer();

  private BareUndertowMain() {}

  /**
   * Answers until it is stopped.
   *
   * @param args the port
   */
  public static void main(String[] args) {
    Undertow.builder()
        .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1")
        .setIoThreads(1)
        .setWorkerThreads(1)
        .setServerOption(UndertowOptions.ENABLE_STATISTICS, false)
        .setHandler(BareUndertowMain::pixel)
        .build()
        .start();
  }

  private static void pixel(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CONTENT_TYPE, "image/gif");
    headers.put(Headers.CACHE_CONTROL, "no-cache, no-store, must-revalidate, private, max-age=0");
    headers.put(Headers.PRAGMA, "no-cache");
    headers.put(Headers.EXPIRES, "0");
    exchange.getResponseSender().send(PIXEL.duplicate());
  }
}
