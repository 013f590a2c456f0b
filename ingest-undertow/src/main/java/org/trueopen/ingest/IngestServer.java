package org.trueopen.ingest;

import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.BlockingReadTimeoutHandler;
import io.undertow.server.handlers.BlockingWriteTimeoutHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.handlers.PathHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.hit.HitCounters;
import org.trueopen.ingest.hit.HitHandler;
import org.trueopen.ingest.hit.HitLimits;
import org.trueopen.ingest.hit.HitRecorder;
import org.trueopen.ingest.host.TrackingHosts;
import org.trueopen.ingest.limit.DeliveryLimits;
import org.trueopen.ingest.limit.InvalidRequests;
import org.trueopen.ingest.listen.PublicListener;
import org.trueopen.ingest.message.DeliveryPublisher;
import org.trueopen.ingest.message.LatePublisher;
import org.trueopen.ingest.message.MessageInstrumenter;
import org.trueopen.ingest.message.MessagesHandler;
import org.trueopen.ingest.message.MimeTracking;
import org.trueopen.ingest.message.StatusHandler;
import org.trueopen.ingest.optout.OptOutHandler;
import org.trueopen.ingest.smtp.MailTracking;
import org.trueopen.ingest.smtp.SmtpRelay;
import org.trueopen.ingest.web.ApiHandler;
import org.trueopen.ingest.web.BodyIgnored;
import org.trueopen.ingest.web.BodyMemory;
import org.trueopen.ingest.web.BodyReader;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.ingest.web.TrustedNetworks;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.OptOutLog;
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
   * How long a relayed mail waits for Kafka: once to be sent and once to be acknowledged, so three
   * seconds at most. Then it goes out untracked.
   */
  private static final Duration RELAY_PATIENCE = Duration.ofMillis(1400);

  private final SettingsLog settings;
  private final OptOutLog optOuts;
  private final HitRecorder recorder;
  private final DeliveryPublisher deliveries;
  private final DeliveryPublisher relayDeliveries;
  private final LatePublisher late;
  private final MimeTracking mailTracking;
  private final Health health;
  private final GracefulShutdownHandler drain;
  private final InvalidRequests invalid;
  private @Nullable PublicListener listener;
  private @Nullable SmtpRelay relay;

  private IngestServer(IngestConfig config, Clock clock) {
    KafkaConfig kafka = config.kafka();
    Topics.ensure(kafka, config.replication());
    HitCounters counters = new HitCounters();
    TokenCodec tokens = new TokenCodec(config.signingKeys());
    this.settings = SettingsLog.open(kafka, "ingest", clock);
    this.optOuts = OptOutLog.open(kafka, "ingest");
    this.recorder = new HitRecorder(kafka, config.recordDeadline(), counters);
    this.deliveries = new DeliveryPublisher(kafka, "ingest-deliveries", config.recordDeadline());
    this.relayDeliveries = new DeliveryPublisher(kafka, "ingest-relay", RELAY_PATIENCE);
    this.late = new LatePublisher(deliveries);
    MessageInstrumenter instrumenter = instrumenter(config, tokens, clock);
    this.mailTracking = new MimeTracking(instrumenter, relayDeliveries, late, config.hashes());
    this.health = new Health(recorder, counters, optOuts);
    TrustedNetworks proxies = new TrustedNetworks(config.trustedProxies());
    ClientAddresses addresses = new ClientAddresses(proxies, config.forwardedHeader());
    this.invalid = new InvalidRequests(config.limits(), addresses, System::nanoTime);
    BodyReader bodies = new BodyReader(new BodyMemory(config.bodyMemoryBytes()), config.stall());
    this.drain =
        new GracefulShutdownHandler(
            routes(
                config,
                new HitHandler(
                    tokens,
                    settings.view(),
                    optOuts.optOuts(),
                    recorder,
                    counters,
                    addresses,
                    new HitLimits(
                        new TrackingHosts(config.sharedHost(), settings.view()),
                        invalid,
                        new DeliveryLimits(config.limits(), System::nanoTime)),
                    clock),
                new MessagesHandler(
                    settings.view(),
                    instrumenter,
                    deliveries,
                    bodies,
                    config.hashes(),
                    new MessagesHandler.Bounds(
                        config.maxBodyBytes(), config.maxMailBytes(), config.maxRecipients())),
                new StatusHandler(deliveries, bodies, clock),
                new OptOutHandler(tokens, optOuts, bodies, invalid, clock)));
  }

  private MessageInstrumenter instrumenter(IngestConfig config, TokenCodec tokens, Clock clock) {
    return new MessageInstrumenter(
        new PolicyResolver(settings.view(), optOuts.optOuts()),
        settings.view(),
        tokens,
        config.hashes(),
        new MessageInstrumenter.Hosts(
            config.publicScheme() + "://", config.sharedHost(), config.excludedHosts()),
        clock);
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
      server.listen(config);
      server.startRelay(config, clock);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return Objects.requireNonNull(listener, "not started").port();
  }

  private void listen(IngestConfig config) {
    try {
      listener =
          PublicListener.start(
              config.listen(),
              new TrustedNetworks(config.trustedProxies()),
              new PublicListener.Service(
                  new InetSocketAddress(config.bind(), config.port()),
                  drain,
                  config.workers(),
                  MAX_HEADER_BYTES,
                  // Calls set bounds of their own; this is for bodies that nobody reads, and must
                  // not be below theirs, or who sends too much is cut off without an answer.
                  BodyReader.mostRead(config.maxMailBytes()),
                  config.stall()));
      health.listener(listener.counters(), invalid);
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(
          "INGEST_BIND, INGEST_PORT: cannot listen on %s:%d; does another process? (%s)"
              .formatted(config.bind(), config.port(), e.getMessage()),
          e);
    }
  }

  /** What the relay asks about each mail. */
  MailTracking mailTracking() {
    return mailTracking;
  }

  private void startRelay(IngestConfig config, Clock clock) {
    if (config.relay() != null) {
      relay = SmtpRelay.start(config.relay(), settings.view(), mailTracking, clock);
      health.relay(relay);
    }
  }

  /** The port of the SMTP relay; empty if there is none. */
  public OptionalInt smtpPort() {
    return relay == null ? OptionalInt.empty() : OptionalInt.of(relay.port());
  }

  private HttpHandler routes(
      IngestConfig config,
      HitHandler hits,
      MessagesHandler messages,
      StatusHandler statuses,
      OptOutHandler optOut) {
    OpenApi openApi = new OpenApi();
    PathHandler paths = Handlers.path(new BodyIgnored(invalid::notFound));
    for (Route route : Route.values()) {
      HttpHandler handler =
          switch (route) {
            case OPEN -> hits.onTrackingHosts(hits::open);
            case CLICK -> hits.onTrackingHosts(hits::click);
            case IMAGE -> hits.onTrackingHosts(hits::image);
            case OPT_OUT -> hits.onTrackingHosts(blocking(config, optOut));
            case MESSAGES -> call(config, messages);
            case STATUS -> call(config, statuses::one);
            case STATUSES -> call(config, statuses::many);
            case OPENAPI -> openApi::answer;
            case LIVE -> health::live;
            case READY -> health::ready;
            case COUNTERS -> health::counters;
          };
      if (route.hasVariables()) {
        paths.addPrefixPath(route.prefix(), takesBody(route) ? handler : new BodyIgnored(handler));
      } else {
        paths.addExactPath(route.path(), takesBody(route) ? handler : new BodyIgnored(handler));
      }
    }
    return paths;
  }

  private static boolean takesBody(Route route) {
    return route.methods().contains("POST");
  }

  private HttpHandler call(IngestConfig config, ApiHandler.Call call) {
    return blocking(config, new ApiHandler(settings.view(), invalid::admits, call));
  }

  /**
   * On a worker, which no caller can hold by sending or taking nothing. Bodies are waited for where
   * they are read, with an answer if they stall; the longer time here is for what is left of them.
   */
  private static HttpHandler blocking(IngestConfig config, HttpHandler handler) {
    return new HttpContinueReadHandler(
        BlockingReadTimeoutHandler.builder()
            .readTimeout(config.stall().multipliedBy(2))
            .nextHandler(
                BlockingWriteTimeoutHandler.builder()
                    .writeTimeout(config.stall())
                    .nextHandler(new BlockingHandler(handler))
                    .build())
            .build());
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
    if (listener != null) {
      listener.close();
    }
    if (relay != null) {
      relay.close();
    }
    recorder.close();
    late.close();
    relayDeliveries.close();
    deliveries.close();
    optOuts.close();
    settings.close();
  }
}
