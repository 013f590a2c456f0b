package org.trueopen.ingest.hit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.journal.Journal;

/** What an operator sees of hits; {@code docs/operations.md} lists the names and their units. */
public final class HitMetrics {

  private static final String PREFIX = "trueopen.ingest.";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500)
  };

  private final MeterRegistry registry;
  private final Map<RequestKind, Timer> answers = new EnumMap<>(RequestKind.class);
  private final Timer acknowledgements;

  public HitMetrics(MeterRegistry registry, HitCounters counters) {
    this.registry = registry;
    for (RequestKind kind : RequestKind.values()) {
      answers.put(
          kind,
          Timer.builder(PREFIX + "answer")
              .description("From the request's arrival to its answer, of hits that are recorded")
              .tag("kind", label(kind))
              .serviceLevelObjectives(BUCKETS)
              .register(registry));
      bind(kind, counters);
    }
    this.acknowledgements =
        Timer.builder(PREFIX + "kafka.acknowledgement")
            .description("From a hit's arrival to Kafka's acknowledgement, where it was in time")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  private void bind(RequestKind kind, HitCounters counters) {
    FunctionCounter.builder(PREFIX + "received", counters, counted -> counted.received(kind))
        .description("Requests to pixels, images and links")
        .tag("kind", label(kind))
        .register(registry);
    for (Outcome outcome : Outcome.values()) {
      FunctionCounter.builder(PREFIX + "hits", counters, counted -> counted.count(kind, outcome))
          .description("How they ended; all outcomes add up to what was received")
          .tag("kind", label(kind))
          .tag("outcome", outcome.group().label())
          .tag("reason", outcome.reason())
          .register(registry);
    }
  }

  void bind(HitRecorder recorder, Journal journal) {
    gauge("hits.in.flight", null, "Hits that wait for their answer", recorder::inFlight);
    gauge(
        "diverted",
        null,
        "1 while hits go to the journal first",
        () -> recorder.diverted().isZero() ? 0 : 1);
    gauge(
        "journal.records", null, "Hits in the journal that are not in Kafka yet", journal::records);
    gauge("journal.size", BaseUnits.BYTES, "What the journal's files take", journal::bytes);
    gauge(
        "journal.limit",
        BaseUnits.BYTES,
        "What the journal's files may take; beyond it hits are lost",
        journal::maxBytes);
    gauge(
        "journal.age",
        "seconds",
        "Age of the journal's oldest file that still holds hits",
        () -> journal.age().toMillis() / 1000.0);
    gauge(
        "journal.cut",
        BaseUnits.BYTES,
        "What was cut off at the start since it was no whole record",
        journal::cutBytes);
    counter("journal.drained", "Hits that have left the journal", recorder::drained);
    counter(
        "journal.withdrawn",
        "Of these, hits that came before the settings were known, which then forbade them",
        recorder::withdrawn);
    counter(
        "journal.unreadable",
        "Of these, records that were left out since no version of ours can read them",
        recorder::unreadable);
  }

  private void gauge(
      String name, @Nullable String unit, String description, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).baseUnit(unit).register(registry);
  }

  private void counter(String name, String description, LongSupplier value) {
    FunctionCounter.builder(PREFIX + name, value, LongSupplier::getAsLong)
        .description(description)
        .register(registry);
  }

  void answered(RequestKind kind, long nanos) {
    Objects.requireNonNull(answers.get(kind)).record(nanos, TimeUnit.NANOSECONDS);
  }

  void acknowledged(long nanos) {
    acknowledgements.record(nanos, TimeUnit.NANOSECONDS);
  }

  private static String label(RequestKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
