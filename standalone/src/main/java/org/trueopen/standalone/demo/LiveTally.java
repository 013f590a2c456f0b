package org.trueopen.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link LiveCounters} while the traffic runs. */
final class LiveTally {

  final LongAdder mails = new LongAdder();
  final LongAdder deliveries = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder planned = new LongAdder();
  final LongAdder untracked = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder failed = new LongAdder();
  private final Map<TrueClass, LongAdder> sent = new EnumMap<>(TrueClass.class);

  LiveTally() {
    Arrays.stream(TrueClass.values()).forEach(label -> sent.put(label, new LongAdder()));
  }

  void sent(TrueClass label) {
    requireNonNull(sent.get(label)).increment();
  }

  LiveCounters counters(int waiting) {
    Map<TrueClass, Long> byClass = new EnumMap<>(TrueClass.class);
    sent.forEach((label, count) -> byClass.put(label, count.sum()));
    return new LiveCounters(
        mails.sum(),
        deliveries.sum(),
        refused.sum(),
        planned.sum(),
        untracked.sum(),
        dropped.sum(),
        waiting,
        Map.copyOf(byClass),
        answered.sum(),
        failed.sum());
  }
}
