package org.trueopen.ingest.hit;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.trueopen.token.Decoding;

/**
 * What became of every request to a pixel or link. Each ends in exactly one counter:
 *
 * <pre>  received = recorded + rejected + ignored + lost  </pre>
 *
 * once nothing is in flight. {@code rejected} carried no token of ours, or came to a host that is
 * not ours, and got a 404 or, beyond what one address may send of these, a 429; {@code ignored} was
 * answered but must not be recorded (kill switch, opt-out) or is one of too many of its delivery;
 * {@code lost} was answered although Kafka did not take it in time. An alert belongs on {@code lost
 * > 0}.
 */
public final class HitCounters {

  /** Why a hit must not be recorded. */
  enum Ignored {
    KILL_SWITCH,
    OPTED_OUT,
    /** More hits of one delivery than people make. */
    DELIVERY_LIMIT
  }

  final LongAdder received = new LongAdder();
  final LongAdder recorded = new LongAdder();
  final LongAdder lost = new LongAdder();
  private final Map<Decoding.Reason, LongAdder> rejected = new EnumMap<>(Decoding.Reason.class);
  private final Map<Ignored, LongAdder> ignored = new EnumMap<>(Ignored.class);
  private final LongAdder wrongMethod = new LongAdder();
  private final LongAdder unknownHost = new LongAdder();
  private final LongAdder rateLimited = new LongAdder();

  public HitCounters() {
    for (Decoding.Reason reason : Decoding.Reason.values()) {
      rejected.put(reason, new LongAdder());
    }
    for (Ignored reason : Ignored.values()) {
      ignored.put(reason, new LongAdder());
    }
  }

  void reject(Decoding.Reason reason) {
    Objects.requireNonNull(rejected.get(reason)).increment();
  }

  void ignore(Ignored reason) {
    Objects.requireNonNull(ignored.get(reason)).increment();
  }

  void rejectMethod() {
    wrongMethod.increment();
  }

  void rejectHost() {
    unknownHost.increment();
  }

  void rejectRate() {
    rateLimited.increment();
  }

  /** All counters by name; what was rejected or ignored by its reason as well as in all. */
  public Map<String, Object> snapshot() {
    Map<String, Long> rejections = byReason(rejected);
    rejections.put("wrong-method", wrongMethod.sum());
    rejections.put("unknown-host", unknownHost.sum());
    rejections.put("rate-limited", rateLimited.sum());
    Map<String, Long> ignorances = byReason(ignored);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("received", received.sum());
    result.put("recorded", recorded.sum());
    result.put("rejected", sum(rejections));
    result.put("ignored", sum(ignorances));
    result.put("lost", lost.sum());
    result.put("rejectedByReason", rejections);
    result.put("ignoredByReason", ignorances);
    return result;
  }

  private static Map<String, Long> byReason(Map<? extends Enum<?>, LongAdder> counters) {
    Map<String, Long> result = new LinkedHashMap<>();
    counters.forEach(
        (reason, count) ->
            result.put(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), count.sum()));
    return result;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
