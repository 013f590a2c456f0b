package org.trueopen.webhooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.config.ConfigException;
import org.trueopen.log.EventLogException;

/**
 * Starts the process that posts to webhooks; all of it is put together in {@link WebhooksServer}.
 */
public final class WebhooksMain {

  private static final Logger LOG = LoggerFactory.getLogger(WebhooksMain.class);

  private WebhooksMain() {}

  public static void main(String[] args) {
    try {
      WebhooksServer server =
          WebhooksServer.start(WebhooksConfig.parse(System.getenv()), Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "shutdown"));
      LOG.info("Webhooks are served; health and metrics on port {}", server.port());
    } catch (ConfigException | EventLogException | UncheckedIOException e) {
      LOG.error("{}", e.getMessage());
      System.exit(1);
    }
  }

  private static void close(WebhooksServer server) {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("Stopping: {}", e.toString());
    }
  }
}
