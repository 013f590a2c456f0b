package org.trueopen.ingest;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.config.ConfigException;
import org.trueopen.log.EventLogException;

/** Starts the ingest process; everything it is made of is put together in {@link IngestServer}. */
public final class IngestMain {

  private static final Logger LOG = LoggerFactory.getLogger(IngestMain.class);

  private IngestMain() {}

  public static void main(String[] args) {
    try {
      IngestServer server =
          IngestServer.start(IngestConfig.parse(System.getenv()), Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
      LOG.info("Ingest answers on port {}", server.port());
    } catch (ConfigException | EventLogException | IllegalStateException e) {
      LOG.error("{}", e.getMessage());
      System.exit(1);
    }
  }
}
