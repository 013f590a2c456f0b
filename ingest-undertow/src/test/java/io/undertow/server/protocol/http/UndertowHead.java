package io.undertow.server.protocol.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.BadRequestException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.xnio.OptionMap;

/** How Undertow reads a request's head; its parser is not public. */
public final class UndertowHead {

  private UndertowHead() {}

  /** The request, if this is one head and nothing behind it. */
  public static Optional<HttpServerExchange> read(String head) {
    HttpServerExchange exchange = new HttpServerExchange(null);
    RequestState state = new RequestState();
    ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(ISO_8859_1));
    try {
      RequestParser.instance(OptionMap.EMPTY).handle(bytes, state, exchange);
    } catch (BadRequestException e) {
      return Optional.empty();
    }
    return state.isComplete() && !bytes.hasRemaining() ? Optional.of(exchange) : Optional.empty();
  }
}
