package org.trueopen.ingest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.hit.HitCounters;
import org.trueopen.ingest.hit.HitRecorder;
import org.trueopen.ingest.limit.InvalidRequests;
import org.trueopen.ingest.listen.ConnectionCounters;
import org.trueopen.ingest.smtp.SmtpRelay;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.log.OptOutLog;

/** What a supervisor or load balancer asks. */
final class Health {

  private final HitRecorder recorder;
  private final HitCounters counters;
  private final OptOutLog optOuts;
  private volatile @Nullable SmtpRelay relay;
  private volatile @Nullable ConnectionCounters connections;
  private volatile @Nullable InvalidRequests invalid;
  private volatile boolean stopping;

  Health(HitRecorder recorder, HitCounters counters, OptOutLog optOuts) {
    this.optOuts = optOuts;
    this.recorder = recorder;
    this.counters = counters;
  }

  void stopping() {
    stopping = true;
  }

  /** Once it has started. */
  void relay(SmtpRelay started) {
    relay = started;
  }

  /** Once it listens. */
  void listener(ConnectionCounters counted, InvalidRequests refused) {
    connections = counted;
    invalid = refused;
  }

  void live(HttpServerExchange exchange) {
    Answers.json(exchange, StatusCodes.OK, Map.of("status", "live"));
  }

  /** The settings are read before requests are answered at all, so only Kafka can be missing. */
  void ready(HttpServerExchange exchange) {
    if (stopping) {
      notReady(exchange, "the process is stopping");
    } else if (!recorder.isHealthy()) {
      notReady(exchange, "Kafka did not take the last hits; they are counted as lost");
    } else {
      Answers.json(exchange, StatusCodes.OK, Map.of("status", "ready"));
    }
  }

  /** For this machine only: a stranger learns nothing. */
  void counters(HttpServerExchange exchange) {
    if (!ClientAddresses.isLocal(exchange)) {
      Answers.notFound(exchange);
      return;
    }
    Map<String, Object> all = new LinkedHashMap<>(counters.snapshot());
    all.put("optOuts", Map.of("known", optOuts.size(), "beyondBound", optOuts.beyondBound()));
    ConnectionCounters counted = connections;
    if (counted != null) {
      all.put("connections", counted.snapshot());
    }
    InvalidRequests refused = invalid;
    if (refused != null) {
      all.put("rateLimited", refused.refused());
    }
    SmtpRelay started = relay;
    if (started != null) {
      all.put("smtp", started.counters().snapshot());
    }
    Answers.json(exchange, StatusCodes.OK, all);
  }

  private static void notReady(HttpServerExchange exchange, String reason) {
    Answers.json(
        exchange, StatusCodes.SERVICE_UNAVAILABLE, Map.of("status", "not ready", "reason", reason));
  }
}
