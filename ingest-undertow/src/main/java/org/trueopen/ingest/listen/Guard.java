package org.trueopen.ingest.listen;

import io.undertow.conduits.ByteActivityCallback;
import io.undertow.conduits.BytesReceivedStreamSourceConduit;
import io.undertow.conduits.BytesSentStreamSinkConduit;
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
  private final AtomicReference<@Nullable Object> client = new AtomicReference<>();

  // Plain fields: they are written by the threads that move bytes and read by the watch, which
  // may well see them a tick late.
  private int lastTick;
  private boolean received;
  private boolean opened;

  Guard(StreamConnection connection, Watch watch) {
    this.connection = connection;
    this.watch = watch;
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
  }

  /** From now on it speaks HTTP, and Undertow's time limits for heads hold. */
  void opened(Object whose) {
    client.set(whose);
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
    return silent > watch.longestTicks() ? Optional.of(Closed.STALLED) : Optional.empty();
  }

  /** Closes it on its own thread, as XNIO wants it. */
  void close() {
    connection.getIoThread().execute(() -> IoUtils.safeClose(connection));
  }
}
