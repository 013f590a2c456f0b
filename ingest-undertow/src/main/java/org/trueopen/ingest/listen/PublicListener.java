package org.trueopen.ingest.listen;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.web.TrustedNetworks;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioExecutor;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * HTTP/1.1 for everybody. Put together from Undertow's parts as {@code Undertow.start} does it,
 * since only so can connections be counted, and refused, as they come.
 */
public final class PublicListener implements AutoCloseable {

  /**
   * The address to listen on and what is served there.
   *
   * @param shortcut is shown each request before Undertow reads it
   * @param workers threads for handlers that block
   * @param maxHeaderBytes of a request, its first line included
   * @param maxBodyBytes what is ever read of a request's body
   * @param stall how long a client may take nothing of an answer
   */
  public record Service(
      InetSocketAddress address,
      HttpHandler handler,
      Shortcut shortcut,
      int workers,
      int maxHeaderBytes,
      long maxBodyBytes,
      Duration stall) {}

  private static final Logger LOG = LoggerFactory.getLogger(PublicListener.class);

  /** A mail client sends a dozen, a browser behind a few proxies twice that. */
  private static final int MAX_HEADERS = 100;

  private static final int BACKLOG = 1000;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int BUFFERS_PER_THREAD = 4;

  /** Calls may wait for a body in whole for ten stalls; so long, nothing may go either way. */
  private static final int LONGEST_STALLS = 11;

  private static final Duration STOP = Duration.ofSeconds(10);

  private final ConnectionCounters counters;
  private final Shortcuts shortcuts;
  private final XnioWorker worker;
  private final DefaultByteBufferPool buffers;
  private final AcceptingChannel<? extends StreamConnection> server;
  private final XnioExecutor.Key watching;

  private PublicListener(ListenConfig config, TrustedNetworks proxies, Service service)
      throws IOException {
    this.counters = new ConnectionCounters();
    this.buffers = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, BUFFERS_PER_THREAD);
    Admission admission = new Admission(config, proxies, counters);
    this.shortcuts = new Shortcuts(service.shortcut(), admission, counters);
    Duration stalls = service.stall().multipliedBy(LONGEST_STALLS);
    Watch watch =
        new Watch(
            counters,
            config.requestTimeout(),
            service.stall(),
            config.idle(),
            stalls.compareTo(config.idle()) > 0 ? stalls : config.idle().multipliedBy(2));
    Gate gate =
        new Gate(
            config,
            proxies,
            admission,
            counters,
            watch,
            shortcuts,
            http(config, service, admission));
    this.worker = worker(service.workers());
    try {
      this.server =
          worker.createStreamConnectionServer(
              service.address(),
              ChannelListeners.<StreamConnection>openListenerAdapter(gate),
              OptionMap.builder()
                  .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
                  .set(Options.TCP_NODELAY, true)
                  .set(Options.REUSE_ADDRESSES, true)
                  .set(Options.BALANCING_TOKENS, 1)
                  .set(Options.BALANCING_CONNECTIONS, 2)
                  .set(Options.BACKLOG, BACKLOG)
                  .getMap());
    } catch (IOException | RuntimeException e) {
      worker.shutdownNow();
      throw e;
    }
    this.watching =
        worker
            .getIoThread()
            .executeAtInterval(watch, watch.every().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Listens, and answers from now on.
   *
   * @throws IOException if the address cannot be had
   */
  public static PublicListener start(ListenConfig config, TrustedNetworks proxies, Service service)
      throws IOException {
    PublicListener listener = new PublicListener(config, proxies, service);
    listener.server.resumeAccepts();
    return listener;
  }

  private static XnioWorker worker(int workers) throws IOException {
    return Xnio.getInstance(Undertow.class.getClassLoader())
        .createWorker(
            OptionMap.builder()
                // They never block, so one to a core is enough, also where there is one core.
                .set(Options.WORKER_IO_THREADS, Runtime.getRuntime().availableProcessors())
                .set(Options.CONNECTION_HIGH_WATER, Integer.MAX_VALUE)
                .set(Options.CONNECTION_LOW_WATER, Integer.MAX_VALUE)
                .set(Options.WORKER_TASK_CORE_THREADS, workers)
                .set(Options.WORKER_TASK_MAX_THREADS, workers)
                .set(Options.TCP_NODELAY, true)
                .set(Options.CORK, true)
                .getMap());
  }

  private HttpOpenListener http(ListenConfig config, Service service, Admission admission) {
    HttpOpenListener http =
        new HttpOpenListener(
            buffers,
            OptionMap.builder()
                // Or else an answer would wait until the request behind it, of which a part has
                // come, is there in whole.
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, service.maxHeaderBytes())
                .set(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .set(UndertowOptions.MAX_ENTITY_SIZE, service.maxBodyBytes())
                .set(
                    UndertowOptions.REQUEST_PARSE_TIMEOUT,
                    Math.toIntExact(config.requestTimeout().toMillis()))
                .getMap());
    http.setRootHandler(
        exchange -> {
          ShortcutConduit.watch(exchange);
          closeAfterwardsIfShort(exchange, admission);
          service.handler().handleRequest(exchange);
        });
    return http;
  }

  private static void closeAfterwardsIfShort(HttpServerExchange exchange, Admission admission) {
    if (admission.isNearlyFull()) {
      exchange.setPersistent(false);
    }
  }

  public int port() {
    return server.getLocalAddress(InetSocketAddress.class).getPort();
  }

  public ConnectionCounters counters() {
    return counters;
  }

  /** Requests that the shortcut has taken and not answered yet. */
  public int shortcutsUnderWay() {
    return shortcuts.underWay();
  }

  /** Takes no more connections and closes those there are. */
  @Override
  public void close() {
    IoUtils.safeClose(server);
    watching.remove();
    worker.shutdown();
    try {
      if (!worker.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn(
            "Calls still ran {} s after the last connection and are cut off", STOP.toSeconds());
        worker.shutdownNow();
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
    buffers.close();
  }
}
