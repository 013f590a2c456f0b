package org.trueopen.ingest.listen;

import io.undertow.conduits.ByteActivityCallback;
import io.undertow.conduits.BytesReceivedStreamSourceConduit;
import io.undertow.conduits.BytesSentStreamSinkConduit;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.listen.ConnectionCounters.Closed;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * Watches one connection: its place among all, and when something last came or went. Time is told
 * by the watch's ticks, so that a byte that goes by costs no look at the clock.
 */
final class Guard {

  private final StreamConnection connection;
  private final Watch watch;
  private final ShortcutConduit requests;
  private final int idleTicks;
  private final AtomicReference<@Nullable Object> client = new AtomicReference<>();

  // Plain fields: they are written by the threads that move bytes and read by the watch, which
  // may well see them a tick late.
  private int lastTick;
  private boolean received;
  private boolean opened;

  /**
   * @param idleTicks how long it may wait for its next request
   */
  Guard(StreamConnection connection, Watch watch, int idleTicks, Shortcuts shortcuts) {
    this.connection = connection;
    this.watch = watch;
    this.idleTicks = idleTicks;
    this.lastTick = watch.tick();
    ByteActivityCallback sent = bytes -> lastTick = watch.tick();
    ByteActivityCallback got =
        bytes -> {
          lastTick = watch.tick();
          received = true;
        };
    LateSuspension.install(connection.getSourceChannel());
    connection
        .getSourceChannel()
        .setConduit(
            new BytesReceivedStreamSourceConduit(connection.getSourceChannel().getConduit(), got));
    connection
        .getSinkChannel()
        .setConduit(new BytesSentStreamSinkConduit(connection.getSinkChannel().getConduit(), sent));
    this.requests = shortcuts.install(connection);
  }

  /**
   * From now on it speaks HTTP, and Undertow's time limit for heads holds.
   *
   * @param whose its place among those of its client
   */
  void opened(Object whose, InetAddress address) {
    client.set(whose);
    requests.open(address);
    opened = true;
  }

  /** Whose connection it was, to be counted no more. */
  Optional<Object> closed() {
    return Optional.ofNullable(client.getAndSet(null));
  }

  /** Why it must be closed; empty to leave it open. */
  Optional<Closed> verdict() {
    int silent = watch.tick() - lastTick;
    if (!opened || !received) {
      return silent > watch.requestTicks() ? Optional.of(Closed.SILENT) : Optional.empty();
    }
    if (silent > watch.stallTicks() && connection.getSinkChannel().isWriteResumed()) {
      return Optional.of(Closed.SLOW_READER);
    }
    if (silent > idleTicks && requests.isBetweenRequests()) {
      return Optional.of(Closed.IDLE);
    }
    return silent > watch.longestTicks() ? Optional.of(Closed.STALLED) : Optional.empty();
  }

  /** Closes it on its own thread, as XNIO wants it, unless a request has come meanwhile. */
  void close(Closed reason, ConnectionCounters counters) {
    connection
        .getIoThread()
        .execute(
            () -> {
              if (connection.isOpen() && verdict().equals(Optional.of(reason))) {
                counters.close(reason);
                IoUtils.safeClose(connection);
              }
            });
  }
}
