package org.trueopen.ingest.message;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.web.Answers;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.SettingsView;
import org.trueopen.settings.SettingsView.Caller;

/** {@code POST /v1/messages}: a mail in, each recipient's instrumented copy out. */
public final class MessagesHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(MessagesHandler.class);
  private static final String BEARER = "Bearer ";

  private final SettingsView settings;
  private final MessageInstrumenter instrumenter;
  private final DeliveryPublisher deliveries;
  private final int maxBodyBytes;
  private final MessageRequestParser parser;
  private final MessageResponseWriter writer = new MessageResponseWriter();

  public MessagesHandler(
      SettingsView settings,
      MessageInstrumenter instrumenter,
      DeliveryPublisher deliveries,
      int maxBodyBytes,
      int maxRecipients) {
    this.settings = settings;
    this.instrumenter = instrumenter;
    this.deliveries = deliveries;
    this.maxBodyBytes = maxBodyBytes;
    this.parser = new MessageRequestParser(maxRecipients);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    try {
      Caller caller = authenticate(exchange);
      MessageRequest request = parser.parse(readBody(exchange));
      InstrumentedMessage message = instrumenter.instrument(caller.account(), request);
      deliveries.publish(message.deliveries());
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
      writer.write(message, new BufferedOutputStream(exchange.getOutputStream(), 64 * 1024));
    } catch (BadRequestException e) {
      if (e.status() == StatusCodes.UNAUTHORIZED) {
        exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
      }
      Answers.error(exchange, e.status(), e.code(), e.explanation());
    } catch (EventLogException e) {
      LOG.warn("A message was refused: {}", e.toString());
      Answers.error(
          exchange,
          StatusCodes.SERVICE_UNAVAILABLE,
          "unavailable",
          "the message could not be recorded, so it was not instrumented; send it again later");
    }
  }

  private Caller authenticate(HttpServerExchange exchange) throws BadRequestException {
    if (!exchange.getRequestMethod().equals(Methods.POST)) {
      exchange.getResponseHeaders().put(Headers.ALLOW, "POST");
      throw new BadRequestException(
          StatusCodes.METHOD_NOT_ALLOWED,
          "method-not-allowed",
          "expected POST, found " + exchange.getRequestMethod());
    }
    String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
    if (header == null || !header.startsWith(BEARER)) {
      throw new BadRequestException(
          StatusCodes.UNAUTHORIZED,
          "unauthorized",
          "expected the header Authorization: Bearer KEY");
    }
    return settings
        .caller(header.substring(BEARER.length()).strip())
        .orElseThrow(
            () ->
                new BadRequestException(
                    StatusCodes.UNAUTHORIZED, "unauthorized", "this API key is not known"));
  }

  private byte[] readBody(HttpServerExchange exchange) throws IOException, BadRequestException {
    String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw new BadRequestException(
          StatusCodes.UNSUPPORTED_MEDIA_TYPE,
          "unsupported-media-type",
          "expected Content-Type application/json, found " + (type == null ? "none" : type));
    }
    try {
      InputStream in = exchange.getInputStream();
      byte[] body = in.readNBytes(maxBodyBytes);
      if (in.transferTo(OutputStream.nullOutputStream()) > 0) {
        throw tooLarge();
      }
      return body;
    } catch (RequestTooBigException e) {
      throw tooLarge();
    }
  }

  private BadRequestException tooLarge() {
    return new BadRequestException(
        StatusCodes.REQUEST_ENTITY_TOO_LARGE,
        "body-too-large",
        "expected a body of at most " + maxBodyBytes + " bytes");
  }
}
