package org.trueopen.ingest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Map;
import org.trueopen.ingest.hit.HitCounters;
import org.trueopen.ingest.hit.HitRecorder;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;

/** What a supervisor or load balancer asks. */
final class Health {

  private final HitRecorder recorder;
  private final HitCounters counters;
  private volatile boolean stopping;

  Health(HitRecorder recorder, HitCounters counters) {
    this.recorder = recorder;
    this.counters = counters;
  }

  void stopping() {
    stopping = true;
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
    Answers.json(exchange, StatusCodes.OK, counters.snapshot());
  }

  private static void notReady(HttpServerExchange exchange, String reason) {
    Answers.json(
        exchange, StatusCodes.SERVICE_UNAVAILABLE, Map.of("status", "not ready", "reason", reason));
  }
}
