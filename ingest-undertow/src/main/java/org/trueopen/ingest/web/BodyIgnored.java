package org.trueopen.ingest.web;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/**
 * For what needs no body: a request that brings one all the same is answered, and the connection
 * closed. Undertow would read the body to its end, however long that takes, before it goes on.
 */
public final class BodyIgnored implements HttpHandler {

  private final HttpHandler next;

  public BodyIgnored(HttpHandler next) {
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (!exchange.isRequestComplete()) {
      exchange.setPersistent(false);
      Connectors.terminateRequest(exchange);
    }
    next.handleRequest(exchange);
  }
}
