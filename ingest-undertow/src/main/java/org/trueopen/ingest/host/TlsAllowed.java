package org.trueopen.ingest.host;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Deque;

/**
 * {@code GET /internal/tls-allowed?domain=}: what a TLS front asks before it gets a certificate on
 * demand. 200 for a name that links stand on, otherwise 404, both empty. For the inside only.
 */
public final class TlsAllowed implements HttpHandler {

  private final TrackingHosts hosts;

  public TlsAllowed(TrackingHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Deque<String> domains = exchange.getQueryParameters().get("domain");
    boolean allowed =
        domains != null && domains.size() == 1 && hosts.servesName(domains.getFirst());
    exchange.setStatusCode(allowed ? StatusCodes.OK : StatusCodes.NOT_FOUND);
    exchange.endExchange();
  }
}
