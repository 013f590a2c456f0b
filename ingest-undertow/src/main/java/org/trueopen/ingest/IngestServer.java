package org.trueopen.ingest;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingReadTimeoutHandler;
import io.undertow.server.handlers.BlockingWriteTimeoutHandler;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.hit.HitCounters;
import org.trueopen.ingest.hit.HitHandler;
import org.trueopen.ingest.hit.HitIntake;
import org.trueopen.ingest.hit.HitMetrics;
import org.trueopen.ingest.hit.HitRecorder;
import org.trueopen.ingest.hit.PixelShortcut;
import org.trueopen.ingest.hit.Withdrawals;
import org.trueopen.ingest.host.TlsAllowed;
import org.trueopen.ingest.host.TrackingHosts;
import org.trueopen.ingest.journal.Journal;
import org.trueopen.ingest.journal.JournalException;
import org.trueopen.ingest.limit.DeliveryLimits;
import org.trueopen.ingest.limit.InvalidRequests;
import org.trueopen.ingest.listen.PublicListener;
import org.trueopen.ingest.smtp.MailTracking;
import org.trueopen.ingest.smtp.SmtpRelay;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ApiHandler;
import org.trueopen.ingest.web.BodyDeadline;
import org.trueopen.ingest.web.BodyIgnored;
import org.trueopen.ingest.web.BodyReader;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.ingest.web.TrustedNetworks;
import org.trueopen.settings.SettingsView;
import org.trueopen.token.TokenCodec;

/**
 * Puts the ingest process together and takes it apart again. Pixels and links are answered from the
 * start, whether Kafka is there or not; mail is taken once it is.
 */
public final class IngestServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IngestServer.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** In which the whole body of somebody without a key must come: a form of a few dozen bytes. */
  private static final Duration MAX_STRANGERS_BODY = Duration.ofSeconds(10);

  /** A request line may carry the longest token; the rest of the header is small. */
  private static final int MAX_HEADER_BYTES = TokenCodec.MAX_TEXT_CHARS + 16 * 1024;

  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
  private final HitCounters counters = new HitCounters();
  private final SigningKeysWatch signingKeys;
  private final Journal journal;
  private final HitRecorder recorder;
  private final SendTierStart sending;
  private final Health health;
  private final GracefulShutdownHandler drain;
  private final PixelShortcut shortcut;
  private final TrustedNetworks proxies;
  private final InvalidRequests invalid;
  private final InternalServer internal;
  private final Duration stopDelay;
  private volatile boolean stopping;
  private volatile @Nullable PublicListener listener;

  private IngestServer(IngestConfig config, Clock clock) {
    this.signingKeys = SigningKeysWatch.start(config.signingKeys(), SigningKeysWatch.EVERY);
    TokenCodec tokens = new TokenCodec(signingKeys.keys(), clock);
    this.journal = Journal.open(config.journalFolder(), config.journalMaxBytes(), clock);
    this.proxies = new TrustedNetworks(config.trustedProxies());
    ClientAddresses addresses = new ClientAddresses(proxies, config.forwardedHeader());
    this.invalid = new InvalidRequests(config.limits(), addresses, System::nanoTime);
    this.sending = new SendTierStart(() -> openSendTier(config, tokens, clock));
    this.recorder =
        new HitRecorder(
            config.kafka(),
            journal,
            new HitRecorder.Bounds(
                config.openDeadline(),
                config.clickDeadline(),
                config.journalDeadline(),
                config.maxInFlight()),
            counters,
            new HitMetrics(metrics, counters),
            this::withdrawals);
    this.health = new Health(recorder, journal, counters, sending);
    TrackingHosts hosts = new TrackingHosts(config.sharedHost(), this::settings);
    HitIntake intake =
        new HitIntake(
            this::withdrawals,
            new DeliveryLimits(config.limits(), System::nanoTime),
            counters,
            clock);
    HitHandler hits = new HitHandler(tokens, intake, recorder, counters, addresses, hosts, invalid);
    this.shortcut = new PixelShortcut(hits, addresses, () -> !stopping);
    this.drain = new GracefulShutdownHandler(routes(config, hits));
    this.stopDelay = config.stopDelay();
    this.internal =
        new InternalServer(config, health, metrics, this::counters, new TlsAllowed(hosts));
    bindProcessMetrics();
  }

  private void bindProcessMetrics() {
    invalid.bindTo(metrics);
    gcMetrics.bindTo(metrics);
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
    new FileDescriptorMetrics().bindTo(metrics);
  }

  private SendTier openSendTier(IngestConfig config, TokenCodec tokens, Clock clock) {
    SendTier tier = SendTier.open(config, tokens, invalid, clock);
    SmtpRelay relay = tier.relay();
    if (relay != null) {
      relay.counters().bindTo(metrics);
    }
    return tier;
  }

  private void answer(HttpServerExchange exchange) throws Exception {
    if (stopping) {
      // So that clients come back over another connection, to another process.
      exchange.setPersistent(false);
    }
    drain.handleRequest(exchange);
  }

  private @Nullable SettingsView settings() {
    SendTier tier = sending.tier();
    return tier == null ? null : tier.settings();
  }

  private @Nullable Withdrawals withdrawals() {
    SendTier tier = sending.tier();
    return tier == null ? null : tier.withdrawals();
  }

  /**
   * Returns when pixels and links are answered.
   *
   * @throws JournalException if the journal cannot be used
   * @throws IllegalStateException if a port cannot be had
   */
  public static IngestServer start(IngestConfig config, Clock clock) {
    IngestServer server = new IngestServer(config, clock);
    try {
      server.listen(config);
      server.internal.start();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /**
   * Waits until mail can be taken as well.
   *
   * @return false if it cannot within that time
   * @throws IllegalStateException if it never will, since the relay cannot listen
   */
  public boolean awaitMail(Duration patience) {
    return sending.await(patience);
  }

  /** The port it listens on. */
  public int port() {
    return Objects.requireNonNull(listener, "not started").port();
  }

  /** The port for the inside. */
  public int internalPort() {
    return internal.port();
  }

  private void listen(IngestConfig config) {
    try {
      PublicListener started =
          PublicListener.start(
              config.listen(),
              proxies,
              new PublicListener.Service(
                  new InetSocketAddress(config.bind(), config.port()),
                  this::answer,
                  shortcut,
                  config.workers(),
                  MAX_HEADER_BYTES,
                  // Calls set bounds of their own; this is for bodies that nobody reads, and must
                  // not be below theirs, or who sends too much is cut off without an answer.
                  BodyReader.mostRead(config.maxMailBytes()),
                  config.stall()));
      started.counters().bindTo(metrics);
      listener = started;
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(
          "INGEST_BIND, INGEST_PORT: cannot listen on %s:%d; does another process? (%s)"
              .formatted(config.bind(), config.port(), e.getMessage()),
          e);
    }
  }

  /** What the relay asks about each mail; there once mail can be taken. */
  MailTracking mailTracking() {
    return tier().mailTracking();
  }

  private SendTier tier() {
    SendTier tier = sending.tier();
    if (tier == null) {
      throw new IllegalStateException("mail cannot be taken yet");
    }
    return tier;
  }

  /** The port of the SMTP relay, once mail can be taken; empty if there is none. */
  public OptionalInt smtpPort() {
    return tier().smtpPort();
  }

  private HttpHandler routes(IngestConfig config, HitHandler hits) {
    OpenApi openApi = new OpenApi();
    PathHandler paths = Handlers.path(new BodyIgnored(invalid::notFound));
    for (Route route : Route.values()) {
      HttpHandler handler =
          switch (route) {
            case OPEN -> hits::open;
            case CLICK -> hits::click;
            case IMAGE -> hits::image;
            case OPT_OUT ->
                hits.onTrackingHosts(new HttpContinueReadHandler(once(SendTier::optOut)));
            case MESSAGES -> call(config, once(SendTier::messages));
            case STATUS -> call(config, once(SendTier::status));
            case STATUSES -> call(config, once(SendTier::statuses));
            case OPENAPI -> openApi::answer;
            case LIVE -> health::live;
            case READY -> health::ready;
            case MAIL -> health::mail;
          };
      HttpHandler bounded =
          takesBody(route)
              ? new BodyDeadline(handler, strangersBody(config))
              : new BodyIgnored(handler);
      if (route.hasVariables()) {
        paths.addPrefixPath(route.prefix(), bounded);
      } else {
        paths.addExactPath(route.path(), bounded);
      }
    }
    return paths;
  }

  private static boolean takesBody(Route route) {
    return route.methods().contains("POST");
  }

  private static Duration strangersBody(IngestConfig config) {
    return config.stall().compareTo(MAX_STRANGERS_BODY) < 0 ? config.stall() : MAX_STRANGERS_BODY;
  }

  /** What is there once mail can be taken. */
  private HttpHandler once(Function<SendTier, HttpHandler> handler) {
    return exchange -> {
      SendTier tier = sending.tier();
      if (tier != null) {
        handler.apply(tier).handleRequest(exchange);
      } else {
        exchange.getResponseHeaders().put(Headers.RETRY_AFTER, ApiHandler.RETRY_AFTER_SECONDS);
        Answers.error(
            exchange,
            StatusCodes.SERVICE_UNAVAILABLE,
            "unavailable",
            "the process has not read its settings from Kafka yet; send it again later");
      }
    };
  }

  private Map<String, Object> counters() {
    Map<String, Object> all = new LinkedHashMap<>(counters.snapshot());
    all.put("inFlight", recorder.inFlight());
    all.put("diverted", !recorder.diverted().isZero());
    all.put(
        "journal",
        Map.of(
            "bytes", journal.bytes(),
            "hits", journal.records(),
            "oldestSeconds", journal.age().toSeconds(),
            "drained", recorder.drained(),
            "withdrawn", recorder.withdrawn()));
    all.put("rateLimited", invalid.refused());
    if (listener != null) {
      all.put("connections", listener.counters().snapshot());
    }
    SendTier tier = sending.tier();
    if (tier != null) {
      all.put(
          "optOuts",
          Map.of("known", tier.optOuts().size(), "beyondBound", tier.optOuts().beyondBound()));
      if (tier.relay() != null) {
        all.put("smtp", tier.relay().counters().snapshot());
      }
    }
    return all;
  }

  /**
   * On a worker once the caller is known, which none can hold by sending or taking nothing. Bodies
   * are waited for where they are read, with an answer if they stall; the longer time here is for
   * what is left of them.
   */
  private static HttpHandler call(IngestConfig config, HttpHandler handler) {
    return new HttpContinueReadHandler(
        BlockingReadTimeoutHandler.builder()
            .readTimeout(config.stall().multipliedBy(2))
            .nextHandler(
                BlockingWriteTimeoutHandler.builder()
                    .writeTimeout(config.stall())
                    .nextHandler(handler)
                    .build())
            .build());
  }

  /**
   * Stops without losing what was begun: first say so, and go on answering until load balancers
   * have noticed; then let requests finish, then flush what they recorded. What Kafka does not take
   * stays in the journal.
   */
  @Override
  public void close() {
    stopping = true;
    health.stopping();
    pause(stopDelay);
    drain.shutdown();
    try {
      if (!drain.awaitShutdown(DRAIN.toMillis()) || !awaitShortcuts()) {
        LOG.warn("Requests were still open after {} s and are cut off", DRAIN.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (listener != null) {
      listener.close();
    }
    internal.close();
    recorder.close();
    journal.close();
    sending.close();
    signingKeys.close();
    gcMetrics.close();
    metrics.close();
  }

  /** Pixels that Undertow knows nothing of; none is taken any more. */
  private boolean awaitShortcuts() throws InterruptedException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (listener != null && listener.shortcutsUnderWay() > 0) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return true;
  }

  private static void pause(Duration delay) {
    try {
      TimeUnit.MILLISECONDS.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
