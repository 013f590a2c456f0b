package org.trueopen.ingest.listen;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.listen.ConnectionCounters.Closed;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Shows a connection's requests to a {@link Shortcut} before Undertow sees them.
 *
 * <pre>
 *                bytes come                            taken
 *   between -----------------> the shortcut looks --------------> it answers --> between
 *   requests                          |
 *                                     | not taken
 *                                     v
 *                               Undertow reads on,  --> exchange complete, ----> between
 *                               and answers             nothing read beyond it
 * </pre>
 *
 * <p>To Undertow a request that was taken looks as if nothing had come. What it has begun to read
 * is its own until that exchange is complete; where it has read beyond, as of pipelined requests,
 * the next one is its own too.
 */
final class ShortcutConduit extends AbstractStreamSourceConduit<StreamSourceConduit>
    implements Shortcut.Client, ExchangeCompletionListener {

  private final StreamConnection connection;
  private final StreamSinkConduit sink;
  private final Shortcut shortcut;
  private final AtomicInteger waiting;
  private final ConnectionCounters counters;

  /** Whose connection it is; null before that is known, when it does not speak HTTP yet. */
  private @Nullable InetAddress address;

  /** A request was taken and not answered yet. */
  private volatile boolean taken;

  /** Undertow has read some of a request, and has not ended the exchange. */
  private volatile boolean undertows;

  /** It has ended it, and will ask for more once everything is written. */
  private volatile boolean complete;

  private ShortcutConduit(
      StreamConnection connection,
      Shortcut shortcut,
      AtomicInteger waiting,
      ConnectionCounters counters) {
    super(connection.getSourceChannel().getConduit());
    this.connection = connection;
    this.sink = connection.getSinkChannel().getConduit();
    this.shortcut = shortcut;
    this.waiting = waiting;
    this.counters = counters;
  }

  /**
   * Puts it on top of what stands on a new connection.
   *
   * @param waiting counts the requests that were taken and not answered yet
   */
  static ShortcutConduit install(
      StreamConnection connection,
      Shortcut shortcut,
      AtomicInteger waiting,
      ConnectionCounters counters) {
    ShortcutConduit conduit = new ShortcutConduit(connection, shortcut, waiting, counters);
    connection.getSourceChannel().setConduit(conduit);
    return conduit;
  }

  /** From now on it speaks HTTP. */
  void open(InetAddress client) {
    address = client;
  }

  /** Something was read of the first request already, with the PROXY header. */
  static void hasBegun(StreamConnection connection) {
    if (connection.getSourceChannel().getConduit() instanceof ShortcutConduit conduit) {
      conduit.undertows = true;
    }
  }

  /** To be called for each exchange that Undertow begins. */
  static void watch(HttpServerExchange exchange) {
    if (exchange.getConnection() instanceof AbstractServerConnection http
        && http.getOriginalSourceConduit() instanceof ShortcutConduit conduit) {
      exchange.addExchangeCompleteListener(conduit);
    }
  }

  /** Whether no request has begun that was not answered. */
  boolean isBetweenRequests() {
    return !undertows && !taken;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (taken) {
      return 0;
    }
    int begin = into.position();
    int count = super.read(into);
    if (count > 0 && address != null && !undertows) {
      taken = shortcut.take(into, begin, count, this);
      if (taken) {
        waiting.incrementAndGet();
        counters.shortcuts.increment();
        into.position(begin);
        super.suspendReads();
        return 0;
      }
      undertows = true;
    }
    return count;
  }

  /** Undertow asks for more after each exchange, and whenever it was given nothing. */
  @Override
  public void resumeReads() {
    if (taken) {
      return;
    }
    if (complete) {
      complete = false;
      undertows = false;
    }
    super.resumeReads();
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
    if (exchange.getConnection() instanceof AbstractServerConnection http
        && http.getExtraBytes() == null) {
      complete = true;
    }
    next.proceed();
  }

  @Override
  public InetAddress address() {
    if (address == null) {
      throw new IllegalStateException("the connection does not speak HTTP yet");
    }
    return address;
  }

  @Override
  public XnioIoThread ioThread() {
    return connection.getIoThread();
  }

  @Override
  public void answer(ByteBuffer response) {
    taken = false;
    try {
      sink.write(response);
      if (response.hasRemaining()) {
        // Not even so little fits: it leaves dozens of answers unread and asks on.
        counters.close(Closed.SLOW_READER);
        IoUtils.safeClose(connection);
        return;
      }
      super.resumeReads();
    } catch (IOException e) {
      IoUtils.safeClose(connection); // the client has gone
    } finally {
      waiting.decrementAndGet();
    }
  }
}
