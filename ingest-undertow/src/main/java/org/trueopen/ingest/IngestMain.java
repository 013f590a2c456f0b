package org.trueopen.ingest;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.config.ConfigException;
import org.trueopen.ingest.journal.JournalException;

/** Starts the ingest process; everything it is made of is put together in {@link IngestServer}. */
public final class IngestMain {

  private static final Logger LOG = LoggerFactory.getLogger(IngestMain.class);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private IngestMain() {}

  public static void main(String[] args) {
    try {
      IngestServer server =
          IngestServer.start(IngestConfig.parse(System.getenv()), Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
      LOG.info("Pixels and links are answered on port {}", server.port());
      while (!server.awaitMail(PATIENCE)) {
        LOG.warn("Mail cannot be taken yet");
      }
      LOG.info("Mail is taken");
    } catch (ConfigException | JournalException | IllegalStateException e) {
      LOG.error("{}", e.getMessage());
      System.exit(1);
    }
  }
}
