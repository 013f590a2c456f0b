package org.trueopen.ingest.hit;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.trueopen.token.Decoding;

/**
 * What became of every request to a pixel or link. Each ends in exactly one counter:
 *
 * <pre>  received = recorded + rejected + ignored + lost  </pre>
 *
 * once nothing is in flight. {@code rejected} carried no token of ours and got a 404; {@code
 * ignored} was answered but must not be recorded (kill switch); {@code lost} was answered although
 * Kafka did not take it in time. An alert belongs on {@code lost > 0}.
 */
public final class HitCounters {

  final LongAdder received = new LongAdder();
  final LongAdder recorded = new LongAdder();
  final LongAdder ignored = new LongAdder();
  final LongAdder lost = new LongAdder();
  private final Map<Decoding.Reason, LongAdder> rejected = new EnumMap<>(Decoding.Reason.class);
  private final LongAdder wrongMethod = new LongAdder();

  public HitCounters() {
    for (Decoding.Reason reason : Decoding.Reason.values()) {
      rejected.put(reason, new LongAdder());
    }
  }

  void reject(Decoding.Reason reason) {
    LongAdder counter = rejected.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  void rejectMethod() {
    wrongMethod.increment();
  }

  /** All counters by name; rejections by their reason as well as in all. */
  public Map<String, Object> snapshot() {
    Map<String, Long> reasons = new LinkedHashMap<>();
    rejected.forEach(
        (reason, count) ->
            reasons.put(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), count.sum()));
    reasons.put("wrong-method", wrongMethod.sum());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("received", received.sum());
    result.put("recorded", recorded.sum());
    result.put("rejected", reasons.values().stream().mapToLong(Long::longValue).sum());
    result.put("ignored", ignored.sum());
    result.put("lost", lost.sum());
    result.put("rejectedByReason", reasons);
    return result;
  }
}
