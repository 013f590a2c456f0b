package org.trueopen.ingest.listen;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What became of the connections to the public listener. */
public final class ConnectionCounters {

  /** Why a connection was turned away at once, or closed before its client had done so. */
  enum Closed {
    /** Turned away with 503: there are as many as there may be in all. */
    TOO_MANY,
    /** Turned away with 503: there are as many as one address may have. */
    TOO_MANY_OF_ADDRESS,
    /** Its PROXY header would have come from nobody who may send one. */
    NO_TRUSTED_PROXY,
    /** It sent nothing at all, or no whole PROXY header, in the time for a request. */
    SILENT,
    /** It took nothing of its answers. */
    SLOW_READER,
    /** It had its answers and asked for nothing more. */
    IDLE,
    /** Nothing went either way for longer than anything here takes. */
    STALLED
  }

  final LongAdder accepted = new LongAdder();
  final AtomicInteger open = new AtomicInteger();

  /** Requests that were answered by the {@link Shortcut}. */
  final LongAdder shortcuts = new LongAdder();

  private final Map<Closed, LongAdder> closed = new EnumMap<>(Closed.class);

  ConnectionCounters() {
    for (Closed reason : Closed.values()) {
      closed.put(reason, new LongAdder());
    }
  }

  void close(Closed reason) {
    Objects.requireNonNull(closed.get(reason)).increment();
  }

  /** Shows them to an operator. */
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("trueopen.ingest.connections", open, AtomicInteger::get)
        .description("Connections there are now")
        .register(registry);
    FunctionCounter.builder("trueopen.ingest.connections.accepted", accepted, LongAdder::sum)
        .description("Connections taken since the start")
        .register(registry);
    FunctionCounter.builder("trueopen.ingest.shortcuts", shortcuts, LongAdder::sum)
        .description("Pixels whose requests were so plain that no HTTP server had to read them")
        .register(registry);
    closed.forEach(
        (reason, count) ->
            FunctionCounter.builder("trueopen.ingest.connections.closed", count, LongAdder::sum)
                .description("Those turned away, or closed before the client did")
                .tag("reason", label(reason))
                .register(registry));
  }

  private static String label(Closed reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All counters by name; {@code open} is how many there are now. */
  public Map<String, Object> snapshot() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("accepted", accepted.sum());
    result.put("open", open.get());
    result.put("shortcuts", shortcuts.sum());
    Map<String, Long> reasons = new LinkedHashMap<>();
    closed.forEach((reason, count) -> reasons.put(label(reason), count.sum()));
    result.put("closedByReason", reasons);
    return result;
  }
}
