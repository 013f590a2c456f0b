package org.trueopen.ingest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.CRC32;

/** Serves the document that describes this interface; for everybody. */
final class OpenApi {

  private final byte[] document;
  private final ETag tag;

  OpenApi() {
    try (InputStream in = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      this.document = Objects.requireNonNull(in, "openapi.yaml is not packaged").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CRC32 checksum = new CRC32();
    checksum.update(document);
    this.tag = new ETag(false, Long.toHexString(checksum.getValue()));
  }

  void answer(HttpServerExchange exchange) {
    HeaderMap headers = exchange.getResponseHeaders();
    headers.put(Headers.CACHE_CONTROL, "public, max-age=300");
    headers.put(Headers.ETAG, tag.toString());
    if (!ETagUtils.handleIfNoneMatch(exchange, tag, true)) {
      exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
      exchange.endExchange();
      return;
    }
    headers.put(Headers.CONTENT_TYPE, "application/yaml");
    exchange.getResponseSender().send(ByteBuffer.wrap(document));
  }
}
