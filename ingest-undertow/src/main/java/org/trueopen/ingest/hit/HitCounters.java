package org.trueopen.ingest.hit;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.trueopen.ingest.hit.Outcome.Group;

/**
 * What became of every request to a pixel, image or link. Each ends in exactly one outcome:
 *
 * <pre>  received = recorded + rejected + ignored + lost  </pre>
 *
 * once nothing is in flight. {@code rejected} carried no token of ours, or came to a host that is
 * not ours, and got a 404 or 429; {@code ignored} was answered but must not be recorded (kill
 * switch, opt-out, privacy signal, too many of one delivery); {@code lost} was answered although
 * neither Kafka nor the journal has it. An alert belongs on {@code lost > 0}.
 */
public final class HitCounters {

  /** One kind's. */
  private static final class OfKind {
    final LongAdder received = new LongAdder();
    final Map<Outcome, LongAdder> ended = new EnumMap<>(Outcome.class);

    OfKind() {
      for (Outcome outcome : Outcome.values()) {
        ended.put(outcome, new LongAdder());
      }
    }

    LongAdder ended(Outcome outcome) {
      return Objects.requireNonNull(ended.get(outcome));
    }
  }

  private final Map<RequestKind, OfKind> kinds = new EnumMap<>(RequestKind.class);

  public HitCounters() {
    for (RequestKind kind : RequestKind.values()) {
      kinds.put(kind, new OfKind());
    }
  }

  private OfKind of(RequestKind kind) {
    return Objects.requireNonNull(kinds.get(kind));
  }

  void receive(RequestKind kind) {
    of(kind).received.increment();
  }

  void end(RequestKind kind, Outcome outcome) {
    of(kind).ended(outcome).increment();
  }

  long received(RequestKind kind) {
    return of(kind).received.sum();
  }

  long count(RequestKind kind, Outcome outcome) {
    return of(kind).ended(outcome).sum();
  }

  public long received() {
    return kinds.values().stream().mapToLong(kind -> kind.received.sum()).sum();
  }

  private long count(Outcome outcome) {
    return kinds.values().stream().mapToLong(kind -> kind.ended(outcome).sum()).sum();
  }

  /** All that ended in this way since the start. */
  public long sum(Group group) {
    return Stream.of(Outcome.values())
        .filter(outcome -> outcome.group() == group)
        .mapToLong(this::count)
        .sum();
  }

  /** All counters by name, in all and by reason. */
  public Map<String, Object> snapshot() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("received", received());
    for (Group group : Group.values()) {
      result.put(group.label(), sum(group));
    }
    for (Group group : Group.values()) {
      result.put(group.label() + "ByReason", byReason(group));
    }
    return result;
  }

  private Map<String, Long> byReason(Group group) {
    Map<String, Long> result = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      if (outcome.group() == group) {
        result.put(outcome.reason(), count(outcome));
      }
    }
    return result;
  }
}
