package org.trueopen.ingest;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;

/**
 * A port of its own for what must not be reached from outside: health with reasons, metrics,
 * counters. No front passes requests on to it.
 */
final class InternalServer implements AutoCloseable {

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Undertow undertow;
  private final IngestConfig config;

  /**
   * @param counters gives the current ones
   */
  InternalServer(
      IngestConfig config,
      Health health,
      PrometheusMeterRegistry metrics,
      Supplier<Map<String, Object>> counters,
      HttpHandler tlsAllowed) {
    this.config = config;
    PathHandler paths =
        Handlers.path(Answers::notFound)
            .addExactPath("/health/live", health::live)
            .addExactPath("/health/ready", health::ready)
            .addExactPath("/health/mail", health::mail)
            .addExactPath("/internal/counters", exchange -> answer(exchange, counters.get()))
            .addExactPath("/internal/tls-allowed", tlsAllowed)
            .addExactPath("/metrics", new BlockingHandler(exchange -> scrape(exchange, metrics)));
    HttpHandler marked =
        exchange -> {
          ClientAddresses.markInside(exchange);
          paths.handleRequest(exchange);
        };
    this.undertow =
        Undertow.builder()
            .addHttpListener(config.internalPort(), config.internalBind())
            .setHandler(marked)
            .setIoThreads(1)
            .setWorkerThreads(2)
            .build();
  }

  /**
   * @throws IllegalStateException if the port cannot be had
   */
  void start() {
    try {
      undertow.start();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "INGEST_INTERNAL_BIND, INGEST_INTERNAL_PORT: cannot listen on %s:%d; does another process? (%s)"
              .formatted(config.internalBind(), config.internalPort(), e.getMessage()),
          e);
    }
  }

  int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  private static void answer(HttpServerExchange exchange, Map<String, Object> counters) {
    Answers.json(exchange, StatusCodes.OK, new LinkedHashMap<>(counters));
  }

  private static void scrape(HttpServerExchange exchange, PrometheusMeterRegistry metrics) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, PROMETHEUS_TEXT);
    exchange.getResponseSender().send(metrics.scrape());
  }

  @Override
  public void close() {
    undertow.stop();
  }
}
