package org.trueopen.ingest;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.handlers.PathHandler;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.hit.HitCounters;
import org.trueopen.ingest.hit.HitHandler;
import org.trueopen.ingest.hit.HitRecorder;
import org.trueopen.ingest.message.DeliveryPublisher;
import org.trueopen.ingest.message.MessageInstrumenter;
import org.trueopen.ingest.message.MessagesHandler;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.instrument.LinkRules;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.log.EventLogException;
import org.trueopen.log.SettingsLog;
import org.trueopen.log.Topics;
import org.trueopen.settings.PolicyResolver;
import org.trueopen.token.TokenCodec;

/** Puts the ingest process together and takes it apart again. */
public final class IngestServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** A request line may carry the longest token; the rest of the header is small. */
  private static final int MAX_HEADER_BYTES = TokenCodec.MAX_TEXT_CHARS + 16 * 1024;

  /**
   * A body over its bound is read up to this many times the bound and thrown away, since whoever is
   * cut off while sending does not see why. One of no stated length beyond that is cut off.
   */
  private static final long MAX_READ_BODIES = 4;

  private final SettingsLog settings;
  private final HitRecorder recorder;
  private final DeliveryPublisher deliveries;
  private final Health health;
  private final GracefulShutdownHandler drain;
  private final Undertow undertow;

  private IngestServer(IngestConfig config, Clock clock) {
    Topics.ensure(config.kafka(), config.replication());
    HitCounters counters = new HitCounters();
    this.settings = SettingsLog.open(config.kafka(), "ingest", clock);
    this.recorder = new HitRecorder(config.kafka(), config.recordDeadline(), counters);
    this.deliveries = new DeliveryPublisher(config.kafka(), config.recordDeadline());
    this.health = new Health(recorder, counters);
    this.drain = new GracefulShutdownHandler(routes(config, clock, counters));
    this.undertow =
        Undertow.builder()
            .addHttpListener(config.port(), config.bind())
            .setHandler(drain)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
            .setServerOption(
                UndertowOptions.MAX_ENTITY_SIZE, MAX_READ_BODIES * config.maxBodyBytes())
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 60_000)
            .setServerOption(UndertowOptions.ENABLE_STATISTICS, false)
            .build();
  }

  /**
   * Returns when requests are answered.
   *
   * @throws EventLogException if Kafka cannot be reached
   * @throws IllegalStateException if the port cannot be had
   */
  public static IngestServer start(IngestConfig config, Clock clock) {
    IngestServer server = new IngestServer(config, clock);
    try {
      server.undertow.start();
    } catch (RuntimeException e) {
      server.close();
      throw new IllegalStateException(
          "INGEST_BIND, INGEST_PORT: cannot listen on %s:%d; does another process? (%s)"
              .formatted(config.bind(), config.port(), e.getMessage()),
          e);
    }
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
  }

  private HttpHandler routes(IngestConfig config, Clock clock, HitCounters counters) {
    TokenCodec tokens = new TokenCodec(config.signingKeys());
    HitHandler hits =
        new HitHandler(
            tokens,
            settings.view(),
            recorder,
            counters,
            new ClientAddresses(config.trustedProxies()),
            clock);
    MessageInstrumenter instrumenter =
        new MessageInstrumenter(
            new PolicyResolver(settings.view()),
            settings.view(),
            tokens,
            config.hashes(),
            new LinkRules(config.excludedHosts()),
            config.publicScheme() + "://",
            config.sharedHost(),
            clock);
    MessagesHandler messages =
        new MessagesHandler(
            settings.view(),
            instrumenter,
            deliveries,
            config.maxBodyBytes(),
            config.maxRecipients());
    PathHandler paths = Handlers.path(Answers::notFound);
    paths.addPrefixPath(TrackingUrls.OPEN_PREFIX, hits::open);
    paths.addPrefixPath(TrackingUrls.CLICK_PREFIX, hits::click);
    paths.addExactPath("/v1/messages", new HttpContinueReadHandler(new BlockingHandler(messages)));
    paths.addExactPath("/health/live", health::live);
    paths.addExactPath("/health/ready", health::ready);
    paths.addExactPath("/internal/counters", health::counters);
    return paths;
  }

  /**
   * Stops without losing what was begun: first say so, then let requests finish, then flush what
   * they recorded.
   */
  @Override
  public void close() {
    health.stopping();
    drain.shutdown();
    try {
      if (!drain.awaitShutdown(DRAIN.toMillis())) {
        LOG.warn("Requests were still open after {} s and are cut off", DRAIN.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    undertow.stop();
    recorder.close();
    deliveries.close();
    settings.close();
  }
}
