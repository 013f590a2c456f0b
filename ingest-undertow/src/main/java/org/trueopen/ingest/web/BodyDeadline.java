package org.trueopen.ingest.web;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioExecutor;

/**
 * Bounds the time in which a whole body must have come, whether it is read or only thrown away,
 * until somebody known turns out to send it. Whoever drips longer than that gets a 408, or what of
 * an answer there is, and the connection is closed.
 */
public final class BodyDeadline implements HttpHandler {

  private static final AttachmentKey<XnioExecutor.Key> WAITING =
      AttachmentKey.create(XnioExecutor.Key.class);

  private final HttpHandler next;
  private final Duration time;

  public BodyDeadline(HttpHandler next, Duration time) {
    this.next = next;
    this.time = time;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (!exchange.isRequestComplete()) {
      exchange.putAttachment(
          WAITING,
          exchange
              .getIoThread()
              .executeAfter(() -> giveUp(exchange), time.toMillis(), TimeUnit.MILLISECONDS));
      exchange.addExchangeCompleteListener(
          (done, proceed) -> {
            lift(done);
            proceed.proceed();
          });
    }
    next.handleRequest(exchange);
  }

  /** There is none any more; to be called on the connection's thread. */
  static void lift(HttpServerExchange exchange) {
    XnioExecutor.Key waiting = exchange.removeAttachment(WAITING);
    if (waiting != null) {
      waiting.remove();
    }
  }

  private static void giveUp(HttpServerExchange exchange) {
    if (exchange.isRequestComplete()) {
      return;
    }
    // Without that Undertow would read on to the end before it ends the exchange.
    exchange.setPersistent(false);
    Connectors.terminateRequest(exchange);
    if (!exchange.isResponseStarted()) {
      exchange.setStatusCode(StatusCodes.REQUEST_TIME_OUT);
    }
    exchange.endExchange();
  }
}
