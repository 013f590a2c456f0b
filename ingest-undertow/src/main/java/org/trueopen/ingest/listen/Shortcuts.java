package org.trueopen.ingest.listen;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.StreamConnection;

/** The shortcut of all connections. */
final class Shortcuts {

  private final Shortcut shortcut;
  private final Admission admission;
  private final ConnectionCounters counters;
  private final AtomicInteger underWay = new AtomicInteger();

  Shortcuts(Shortcut shortcut, Admission admission, ConnectionCounters counters) {
    this.shortcut = shortcut;
    this.admission = admission;
    this.counters = counters;
  }

  ShortcutConduit install(StreamConnection connection) {
    return ShortcutConduit.install(connection, this::take, underWay, counters);
  }

  /** While connections run short each answer closes its own, which Undertow sees to. */
  private boolean take(ByteBuffer bytes, int begin, int length, Shortcut.Client client) {
    return !admission.isNearlyFull() && shortcut.take(bytes, begin, length, client);
  }

  /** Requests that were taken and not answered yet. */
  int underWay() {
    return underWay.get();
  }
}
