package org.trueopen.ingest.optout;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.limit.InvalidRequests;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.BodyReader;
import org.trueopen.ingest.web.JsonBody;
import org.trueopen.ingest.web.RequestException;
import org.trueopen.log.EventLogException;
import org.trueopen.log.OptOutLog;
import org.trueopen.log.OptOutsFullException;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.token.Decoding;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;
import org.xnio.IoUtils;

/**
 * {@code /opt-out/{token}}: GET shows a page with one button, POST does what the button says. When
 * the page says so, hits are no longer recorded by this process.
 */
public final class OptOutHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(OptOutHandler.class);
  private static final int MAX_BODY_BYTES = 8 * 1024;

  private final TokenCodec tokens;
  private final OptOutLog optOuts;
  private final BodyReader bodies;
  private final InvalidRequests invalid;
  private final Clock clock;

  public OptOutHandler(
      TokenCodec tokens,
      OptOutLog optOuts,
      BodyReader bodies,
      InvalidRequests invalid,
      Clock clock) {
    this.tokens = tokens;
    this.optOuts = optOuts;
    this.bodies = bodies;
    this.invalid = invalid;
    this.clock = clock;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws IOException {
    HttpString method = exchange.getRequestMethod();
    Optional<Token> token = token(exchange);
    if (token.isEmpty()) {
      invalid.notFound(exchange);
    } else if (method.equals(Methods.GET) || method.equals(Methods.HEAD)) {
      boolean optedOut = optOuts.optOuts().find(token.get().recipientKey()).isPresent();
      OptOutPage.ask(exchange, optedOut);
    } else if (method.equals(Methods.POST)) {
      change(exchange, token.get());
    } else {
      Answers.notFound(exchange);
    }
  }

  private Optional<Token> token(HttpServerExchange exchange) {
    String path = exchange.getRelativePath();
    Decoding decoding = tokens.decodeOptOut(path.isEmpty() ? "" : path.substring(1));
    return decoding instanceof Decoded decoded && decoded.token().recipientKey() != 0
        ? Optional.of(decoded.token())
        : Optional.empty();
  }

  private void change(HttpServerExchange exchange, Token token) throws IOException {
    Optional<OptOutForm> form;
    try {
      byte[] body = bodies.read(exchange, MAX_BODY_BYTES);
      form = OptOutForm.read(JsonBody.mediaType(exchange), body);
    } catch (RequestException e) {
      if (exchange.isResponseStarted()) {
        return; // by Undertow itself, as where a body's chunks are broken
      }
      exchange.setStatusCode(e.status());
      OptOutPage.notUnderstood(exchange, "The request was larger or slower than it may be.");
      if (e.status() == StatusCodes.REQUEST_TIME_OUT) {
        IoUtils.safeClose(exchange.getConnection());
      }
      return;
    }
    if (form.isEmpty()) {
      exchange.setStatusCode(StatusCodes.BAD_REQUEST);
      OptOutPage.notUnderstood(
          exchange, "Please follow the link in the mail once more and use the button there.");
      return;
    }
    boolean out = form.get() == OptOutForm.OPT_OUT;
    try {
      optOuts.write(
          new OptOutChange(
              token.account(),
              token.recipientKey(),
              out,
              clock.instant(),
              OptOut.Source.RECIPIENT,
              "recipient"));
    } catch (EventLogException | OptOutsFullException e) {
      LOG.warn("An opt-out was not recorded: {}", e.toString());
      exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
      OptOutPage.tryAgain(exchange);
      return;
    }
    if (out) {
      OptOutPage.optedOut(exchange);
    } else {
      OptOutPage.optedIn(exchange);
    }
  }
}
