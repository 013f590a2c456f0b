package org.trueopen.ingest.optout;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.limit.InvalidRequests;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.BodyMemory;
import org.trueopen.ingest.web.JsonBody;
import org.trueopen.ingest.web.RequestException;
import org.trueopen.ingest.web.SmallBodyReader;
import org.trueopen.log.EventLogException;
import org.trueopen.log.OptOutLog;
import org.trueopen.log.OptOutsFullException;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.token.Decoding;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.Token;
import org.trueopen.token.TokenCodec;

/**
 * {@code /opt-out/{token}}: GET shows a page with one button, POST does what the button says. When
 * the page says so, hits are no longer recorded by this process.
 */
public final class OptOutHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(OptOutHandler.class);
  private static final int MAX_BODY_BYTES = 8 * 1024;

  /** Of all bodies that are on their way: 2,000, twice as many as one address may send at once. */
  private static final long BODY_MEMORY_BYTES = 2_000L * MAX_BODY_BYTES;

  private final TokenCodec tokens;
  private final OptOutLog optOuts;
  private final SmallBodyReader bodies =
      new SmallBodyReader(new BodyMemory(BODY_MEMORY_BYTES), MAX_BODY_BYTES);
  private final InvalidRequests invalid;
  private final Clock clock;

  public OptOutHandler(TokenCodec tokens, OptOutLog optOuts, InvalidRequests invalid, Clock clock) {
    this.tokens = tokens;
    this.optOuts = optOuts;
    this.invalid = invalid;
    this.clock = clock;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    HttpString method = exchange.getRequestMethod();
    Optional<Token> token = token(exchange);
    if (token.isEmpty()) {
      invalid.notFound(exchange);
    } else if (method.equals(Methods.GET) || method.equals(Methods.HEAD)) {
      boolean optedOut = optOuts.optOuts().find(token.get().recipientKey()).isPresent();
      OptOutPage.ask(exchange, optedOut);
    } else if (method.equals(Methods.POST)) {
      bodies.read(
          exchange, (whole, body) -> change(whole, body, token.get()), OptOutHandler::refuse);
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

  private static void refuse(HttpServerExchange exchange, RequestException why) {
    exchange.setStatusCode(why.status());
    if (why.status() == StatusCodes.SERVICE_UNAVAILABLE) {
      OptOutPage.tryAgain(exchange);
    } else {
      OptOutPage.notUnderstood(exchange, "The request was larger than it may be, or broke off.");
    }
  }

  private void change(HttpServerExchange exchange, byte[] body, Token token) {
    Optional<OptOutForm> form = OptOutForm.read(JsonBody.mediaType(exchange), body);
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
