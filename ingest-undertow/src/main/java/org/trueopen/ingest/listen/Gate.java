package org.trueopen.ingest.listen;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.proxy.ProxyProtocolOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.trueopen.ingest.listen.ConnectionCounters.Closed;
import org.trueopen.ingest.web.TrustedNetworks;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** Lets a new connection in, if there is room for it. Runs on the connection's I/O thread. */
final class Gate implements ChannelListener<StreamConnection> {

  /** Small enough to fit into the socket's buffer, so it is written at once or not at all. */
  private static final byte[] REFUSAL =
      """
      HTTP/1.1 503 Service Unavailable\r
      Connection: close\r
      Retry-After: 5\r
      Content-Length: 0\r
      \r
      """
          .getBytes(US_ASCII);

  /** What has come by then is thrown away: closing with it unread could undo the answer. */
  private static final int DISCARDED_BYTES = 16 * 1024;

  /** When connections run short, idle ones are given up this many times sooner. */
  private static final int HURRY = 10;

  private final ListenConfig config;
  private final TrustedNetworks proxies;
  private final Admission admission;
  private final ConnectionCounters counters;
  private final Watch watch;
  private final Shortcuts shortcuts;
  private final HttpOpenListener http;
  private final ByteBufferPool buffers;

  Gate(
      ListenConfig config,
      TrustedNetworks proxies,
      Admission admission,
      ConnectionCounters counters,
      Watch watch,
      Shortcuts shortcuts,
      HttpOpenListener http) {
    this.config = config;
    this.proxies = proxies;
    this.admission = admission;
    this.counters = counters;
    this.watch = watch;
    this.shortcuts = shortcuts;
    this.http = http;
    this.buffers = http.getBufferPool();
  }

  @Override
  public void handleEvent(StreamConnection connection) {
    counters.accepted.increment();
    if (!(connection.getPeerAddress() instanceof InetSocketAddress peer)) {
      IoUtils.safeClose(connection); // gone already
    } else if (config.proxyProtocol() && !proxies.contains(peer.getAddress())) {
      counters.close(Closed.NO_TRUSTED_PROXY);
      IoUtils.safeClose(connection);
    } else if (!admission.enter()) {
      refuse(connection);
    } else {
      letIn(connection, peer.getAddress());
    }
  }

  private void letIn(StreamConnection connection, InetAddress peer) {
    int idleTicks = admission.isNearlyFull() ? watch.idleTicks() / HURRY : watch.idleTicks();
    Guard guard = new Guard(connection, watch, idleTicks, shortcuts);
    watch.begin(guard);
    connection.setCloseListener(
        closed -> {
          if (watch.end(guard)) {
            admission.leave();
            guard.closed().ifPresent(admission::leave);
          }
        });
    if (config.proxyProtocol()) {
      new ProxyProtocolOpenListener(
              new ProxiedConnections(http, proxied -> open(proxied, guard, peer)),
              null,
              buffers,
              OptionMap.EMPTY)
          .handleEvent(connection);
    } else if (open(connection, guard, peer)) {
      http.handleEvent(connection);
    }
  }

  /** Counts a connection for its client's address, which is now known; false if it was refused. */
  private boolean open(StreamConnection connection, Guard guard, InetAddress peer) {
    InetAddress client =
        connection.getPeerAddress() instanceof InetSocketAddress address
            ? address.getAddress()
            : peer;
    Optional<Object> place = admission.enter(client);
    place.ifPresentOrElse(whose -> guard.opened(whose, client), () -> refuse(connection));
    return place.isPresent();
  }

  private static void refuse(StreamConnection connection) {
    try {
      connection.getSinkChannel().write(ByteBuffer.wrap(REFUSAL));
      connection.getSinkChannel().shutdownWrites();
      connection.getSinkChannel().flush();
      connection.getSourceChannel().read(ByteBuffer.allocate(DISCARDED_BYTES));
    } catch (IOException e) {
      // It is closed in any case.
    } finally {
      IoUtils.safeClose(connection);
    }
  }
}
