package org.trueopen.standalone.chaos;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one ingest process says it did since its start: {@code received = recorded + rejected +
 * ignored + lost} once nothing is in flight.
 *
 * @param journal null for an ingest without one
 */
record IngestCounters(
    long received,
    long recorded,
    long rejected,
    long ignored,
    long lost,
    @Nullable Journal journal) {

  /**
   * The local journal.
   *
   * @param bytes on disk and not yet in Kafka
   * @param hits waiting for Kafka
   * @param oldestSeconds age of the oldest of them
   */
  record Journal(long bytes, long hits, long oldestSeconds) {}

  static final IngestCounters NONE = new IngestCounters(0, 0, 0, 0, 0, null);

  /** Reads the answer of {@code /internal/counters}; empty if it is none. */
  static Optional<IngestCounters> parse(String body) {
    try {
      JsonNode json = JsonMapper.shared().readTree(body);
      return json.path("received").isNumber()
          ? Optional.of(
              new IngestCounters(
                  json.path("received").asLong(0),
                  json.path("recorded").asLong(0),
                  json.path("rejected").asLong(0),
                  json.path("ignored").asLong(0),
                  json.path("lost").asLong(0),
                  journal(json.path("journal"))))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Journal journal(JsonNode json) {
    return json.isObject()
        ? new Journal(
            json.path("bytes").asLong(0),
            json.path("hits").asLong(0),
            json.path("oldestSeconds").asLong(0))
        : null;
  }

  /** Received, and in none of the other counters yet. */
  long open() {
    return received - recorded - rejected - ignored - lost;
  }

  IngestCounters plus(IngestCounters other) {
    return new IngestCounters(
        received + other.received,
        recorded + other.recorded,
        rejected + other.rejected,
        ignored + other.ignored,
        lost + other.lost,
        null);
  }
}
