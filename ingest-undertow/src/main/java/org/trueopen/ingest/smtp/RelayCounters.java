package org.trueopen.ingest.smtp;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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

  private static final String PREFIX = "trueopen.ingest.relay.";

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

  /** Shows them to an operator; {@code docs/operations.md} lists the names. */
  public void bindTo(MeterRegistry registry) {
    counter(registry, "received", "Mails that came in whole", received);
    outcome(registry, "accepted", accepted);
    outcome(registry, "refused", refused);
    outcome(registry, "deferred", deferred);
    counter(registry, "copies", "Copies that the next hop has taken", copies);
    counter(
        registry,
        "copies.not.repeated",
        "Copies that an earlier attempt had sent already",
        notRepeated);
    untracked.forEach(
        (reason, count) ->
            counter(
                registry,
                "untracked",
                "Copies that left without what tracking was to do",
                count,
                "reason",
                label(reason)));
    recipients(registry, "refused", recipientsRefused);
    recipients(registry, "deferred", recipientsDeferred);
    counter(registry, "next.hop.failures", "Times the next hop could not be used", nextHopFailures);
    counter(registry, "auth.failures", "Logins without a key that may send", authFailures);
    counter(registry, "bad.line.ends", "Mails refused for a bare CR or LF", badLineEnds);
    counter(registry, "normalised.line.ends", "Mails whose bare LFs were made CR LF", normalised);
    limited.forEach(
        (limit, count) ->
            counter(
                registry,
                "limited",
                "Times a limit stopped a client",
                count,
                "limit",
                label(limit)));
    counter(registry, "connections.accepted", "Connections taken since the start", connections);
    Gauge.builder(PREFIX + "connections", openConnections, AtomicInteger::get)
        .description("Connections there are now")
        .register(registry);
  }

  private static void outcome(MeterRegistry registry, String outcome, LongAdder count) {
    counter(
        registry,
        "mails",
        "How they were answered: 2xx, 5xx or 4xx; all add up to what was received",
        count,
        "outcome",
        outcome);
  }

  private static void recipients(MeterRegistry registry, String outcome, LongAdder count) {
    counter(
        registry,
        "recipients",
        "Recipients that the next hop did not take",
        count,
        "outcome",
        outcome);
  }

  private static void counter(
      MeterRegistry registry, String name, String description, LongAdder count, String... tags) {
    FunctionCounter.builder(PREFIX + name, count, LongAdder::sum)
        .description(description)
        .tags(tags)
        .register(registry);
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
    adders.forEach((name, count) -> sums.put(label(name), count.sum()));
    return sums;
  }

  private static String label(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
