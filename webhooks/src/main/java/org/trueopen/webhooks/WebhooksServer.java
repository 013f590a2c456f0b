package org.trueopen.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.trueopen.log.SettingsLog;
import org.trueopen.settings.SettingsView;

/** Puts the process together; closes in reverse order. */
final class WebhooksServer implements AutoCloseable {

  private final SettingsLog settings;
  private final PostRecords records;
  private final Dispatcher dispatcher;
  private final EventReader reader;
  private final HttpServer inside;

  private WebhooksServer(WebhooksConfig config, Clock clock) throws IOException {
    WebhookMetrics metrics = new WebhookMetrics();
    settings = SettingsLog.open(config.kafka(), "webhooks", clock);
    records = new PostRecords(config.kafka());
    dispatcher = new Dispatcher(config, settings, config.hashes(), records, metrics, clock);
    reader = new EventReader(config.kafka(), settings.view(), records, dispatcher, metrics, clock);
    inside = HttpServer.create(new InetSocketAddress(config.bind(), config.port()), 0);
    inside.createContext("/metrics", exchange -> answer(exchange, 200, metrics.scrape()));
    inside.createContext("/health/live", exchange -> answer(exchange, 200, "live"));
    inside.createContext(
        "/health/ready",
        exchange ->
            answer(
                exchange,
                reader.isReady() ? 200 : 503,
                reader.isReady() ? "ready" : "Kafka has not answered for 30 s"));
  }

  /**
   * Goes on with what a process before has left.
   *
   * @throws org.trueopen.log.EventLogException if Kafka cannot be reached
   */
  static WebhooksServer start(WebhooksConfig config, Clock clock) {
    try {
      WebhooksServer server = new WebhooksServer(config, clock);
      server.records.pending().forEach(server.dispatcher::add);
      server.reader.start();
      server.inside.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "WEBHOOKS_PORT: cannot listen on " + config.bind() + ':' + config.port(), e);
    }
  }

  /** The settings as this process sees them. */
  SettingsView settings() {
    return settings.view();
  }

  /** Where health and metrics are told. */
  int port() {
    return inside.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() throws IOException {
    inside.stop(0);
    reader.close();
    dispatcher.close();
    records.close();
    settings.close();
  }
}
