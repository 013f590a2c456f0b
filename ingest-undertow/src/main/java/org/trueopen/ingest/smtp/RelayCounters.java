package org.trueopen.ingest.smtp;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of every mail. Each that came in whole ends in exactly one of three counters:
 *
 * <pre>  received = accepted + refused + deferred  </pre>
 *
 * once nothing is in flight: answered with 2xx, 5xx or 4xx. {@code copies} counts what the next hop
 * has taken, {@code untracked} the copies among them that left without what tracking was to do.
 * Alerts belong on {@code untracked} and on a {@code deferred} that grows.
 */
public final class RelayCounters {

  /** Why a copy left as it came although nobody had decided so. */
  enum Untracked {
    /** Tracking took too long. */
    TIMEOUT,
    /** Tracking threw. */
    FAILED,
    /** Tracking said itself that it could not. */
    SAID_SO,
    /** Too many mails were being tracked. */
    BUSY,
    /** The next hop has no room for the longer copy. */
    TOO_BIG
  }

  /** Limits that stopped a client. */
  enum Limit {
    CONNECTIONS,
    CONNECTIONS_OF_ADDRESS,
    RECIPIENTS,
    MESSAGE_SIZE,
    MEMORY,
    AUTH_FAILURES,
    COMMANDS,
    TIME,
    LOOP
  }

  final LongAdder received = new LongAdder();
  final LongAdder accepted = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder deferred = new LongAdder();
  final LongAdder copies = new LongAdder();

  /** Copies that an earlier attempt had sent already. */
  final LongAdder notRepeated = new LongAdder();

  final LongAdder recipientsRefused = new LongAdder();
  final LongAdder recipientsDeferred = new LongAdder();
  final LongAdder nextHopFailures = new LongAdder();
  final LongAdder authFailures = new LongAdder();
  final LongAdder badLineEnds = new LongAdder();
  final LongAdder normalised = new LongAdder();
  final LongAdder connections = new LongAdder();
  final AtomicInteger openConnections = new AtomicInteger();
  private final Map<Untracked, LongAdder> untracked = adders(Untracked.class);
  private final Map<Limit, LongAdder> limited = adders(Limit.class);

  void count(Untracked reason) {
    untracked.getOrDefault(reason, new LongAdder()).increment();
  }

  void count(Limit limit) {
    limited.getOrDefault(limit, new LongAdder()).increment();
  }

  /** The mail ends here. */
  void count(Reply reply) {
    (reply.positive() ? accepted : reply.permanent() ? refused : deferred).increment();
  }

  /** All counters by name. */
  public Map<String, Object> snapshot() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("received", received.sum());
    result.put("accepted", accepted.sum());
    result.put("refused", refused.sum());
    result.put("deferred", deferred.sum());
    result.put("copies", copies.sum());
    result.put("copiesNotRepeated", notRepeated.sum());
    result.put("untracked", untracked.values().stream().mapToLong(LongAdder::sum).sum());
    result.put("untrackedByReason", sums(untracked));
    result.put("recipientsRefused", recipientsRefused.sum());
    result.put("recipientsDeferred", recipientsDeferred.sum());
    result.put("nextHopFailures", nextHopFailures.sum());
    result.put("authFailures", authFailures.sum());
    result.put("badLineEnds", badLineEnds.sum());
    result.put("normalisedLineEnds", normalised.sum());
    result.put("limited", sums(limited));
    result.put("connections", connections.sum());
    result.put("openConnections", openConnections.get());
    return result;
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      adders.put(constant, new LongAdder());
    }
    return adders;
  }

  private static <E extends Enum<E>> Map<String, Long> sums(Map<E, LongAdder> adders) {
    Map<String, Long> sums = new LinkedHashMap<>();
    adders.forEach(
        (name, count) ->
            sums.put(name.name().toLowerCase(Locale.ROOT).replace('_', '-'), count.sum()));
    return sums;
  }
}
