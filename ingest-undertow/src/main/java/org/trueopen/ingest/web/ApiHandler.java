package org.trueopen.ingest.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.log.EventLogException;
import org.trueopen.settings.ApiKey.Scope;
import org.trueopen.settings.SettingsView;
import org.trueopen.settings.SettingsView.Caller;

/** What all calls of the interface have in common: POST, an API key that may send, errors. */
public final class ApiHandler implements HttpHandler {

  /** One call, from a caller who may make it. */
  @FunctionalInterface
  public interface Call {
    void answer(HttpServerExchange exchange, Caller caller) throws RequestException, IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final String BEARER = "Bearer ";

  /** Long enough for the calls in flight to end, short enough for a queue of mail. */
  public static final String RETRY_AFTER_SECONDS = "5";

  private final SettingsView settings;
  private final Call call;
  private final Predicate<HttpServerExchange> invalid;
  private final BodyReader bodies;

  /**
   * @param bodies by which the calls read theirs
   * @param invalid asked about a caller without a good key: false if it has been answered already
   */
  public ApiHandler(
      SettingsView settings, BodyReader bodies, Predicate<HttpServerExchange> invalid, Call call) {
    this.settings = settings;
    this.bodies = bodies;
    this.invalid = invalid;
    this.call = call;
  }

  /** Strangers are refused on the connection's thread: their bodies are worth no worker. */
  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Caller caller;
    try {
      requirePost(exchange);
      caller = authenticate(exchange);
    } catch (RequestException e) {
      if (e.status() != StatusCodes.UNAUTHORIZED || invalid.test(exchange)) {
        refuse(exchange, e);
      }
      return;
    }
    BodyDeadline.lift(exchange);
    new BlockingHandler(known -> answer(known, caller)).handleRequest(exchange);
  }

  private void answer(HttpServerExchange exchange, Caller caller) throws IOException {
    try {
      call.answer(exchange, caller);
    } catch (RequestException e) {
      refuseKnown(exchange, e);
    } catch (EventLogException e) {
      LOG.warn("A call was refused: {}", e.toString());
      refuseKnown(
          exchange,
          new RequestException(
              StatusCodes.SERVICE_UNAVAILABLE,
              "unavailable",
              "Kafka did not record the call in time, so nothing was handed out; send it again later"));
    }
  }

  /** No worker is held for a body that nobody wants any more. */
  private void refuseKnown(HttpServerExchange exchange, RequestException e) {
    if (e.status() == StatusCodes.REQUEST_TIME_OUT) {
      bodies.giveUp(exchange);
    } else {
      bodies.leave(exchange);
    }
    refuse(exchange, e);
  }

  private static void refuse(HttpServerExchange exchange, RequestException e) {
    if (exchange.isResponseStarted()) {
      return; // by Undertow itself, as where a body's chunks are broken
    }
    switch (e.status()) {
      case StatusCodes.UNAUTHORIZED ->
          exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
      case StatusCodes.METHOD_NOT_ALLOWED ->
          exchange.getResponseHeaders().put(Headers.ALLOW, "POST");
      case StatusCodes.SERVICE_UNAVAILABLE ->
          exchange.getResponseHeaders().put(Headers.RETRY_AFTER, RETRY_AFTER_SECONDS);
      default -> {
        // nothing but the body
      }
    }
    Answers.error(exchange, e.status(), e.code(), e.explanation());
  }

  private static void requirePost(HttpServerExchange exchange) throws RequestException {
    if (!exchange.getRequestMethod().equals(Methods.POST)) {
      throw new RequestException(
          StatusCodes.METHOD_NOT_ALLOWED,
          "method-not-allowed",
          "expected POST, found " + exchange.getRequestMethod());
    }
  }

  private Caller authenticate(HttpServerExchange exchange) throws RequestException {
    String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
    String key =
        header != null && header.startsWith(BEARER)
            ? header.substring(BEARER.length()).strip()
            : "";
    if (key.isEmpty()) {
      throw unauthorized("unauthorized", "expected the header Authorization: Bearer KEY");
    }
    Caller caller = settings.caller(key).orElse(null);
    if (caller == null) {
      throw settings.isRevoked(key)
          ? unauthorized("key-revoked", "this API key was revoked; use another one")
          : unauthorized("unauthorized", "this API key is not known");
    }
    if (!caller.may(Scope.SEND)) {
      throw new RequestException(
          StatusCodes.FORBIDDEN,
          "forbidden",
          "expected an API key with the scope SEND, found one with "
              + String.join(", ", caller.scopes().stream().map(Enum::name).sorted().toList()));
    }
    return caller;
  }

  private static RequestException unauthorized(String code, String message) {
    return new RequestException(StatusCodes.UNAUTHORIZED, code, message);
  }
}
