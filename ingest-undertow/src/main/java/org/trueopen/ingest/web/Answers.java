package org.trueopen.ingest.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The answers that handlers have in common. */
public final class Answers {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Answers() {}

  /** The same for everything that is not ours, so that it tells nothing. */
  public static void notFound(HttpServerExchange exchange) {
    exchange.setStatusCode(StatusCodes.NOT_FOUND);
    exchange.endExchange();
  }

  /** A JSON body. */
  public static void json(HttpServerExchange exchange, int status, Map<String, ?> body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(ByteBuffer.wrap(JSON.writeValueAsBytes(body)));
  }

  /**
   * An error to a caller of the interface.
   *
   * @param code stable, for programs
   * @param message for people: what was found and what to do
   */
  public static void error(HttpServerExchange exchange, int status, String code, String message) {
    json(exchange, status, Map.of("error", Map.of("code", code, "message", message)));
  }
}
