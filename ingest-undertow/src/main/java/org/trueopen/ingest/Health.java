package org.trueopen.ingest;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trueopen.config.ProductVersion;
import org.trueopen.ingest.hit.HitCounters;
import org.trueopen.ingest.hit.HitRecorder;
import org.trueopen.ingest.hit.Outcome;
import org.trueopen.ingest.journal.Journal;
import org.trueopen.ingest.web.Answers;
import org.trueopen.ingest.web.ClientAddresses;

/**
 * What a supervisor or load balancer asks. Reasons, and the product's version, are told on the
 * internal port and to this machine; a stranger gets the status alone.
 */
final class Health {

  private static final double MIB = 1024 * 1024;

  /** From here on somebody should look after Kafka or the disk. */
  private static final double NEARLY_FULL = 0.8;

  private final HitRecorder recorder;
  private final Journal journal;
  private final HitCounters counters;
  private final SendTierStart sending;
  private final String version = ProductVersion.text();
  private volatile boolean stopping;

  Health(HitRecorder recorder, Journal journal, HitCounters counters, SendTierStart sending) {
    this.recorder = recorder;
    this.journal = journal;
    this.counters = counters;
    this.sending = sending;
  }

  void stopping() {
    stopping = true;
  }

  void live(HttpServerExchange exchange) {
    answer(exchange, StatusCodes.OK, "live", List.of());
  }

  /** Whether hits sent here are safe: with Kafka away they are, in the journal. */
  void ready(HttpServerExchange exchange) {
    List<String> reasons = new ArrayList<>();
    boolean ready = true;
    if (stopping) {
      ready = false;
      reasons.add("the process is stopping");
    }
    String problem = journal.problem();
    if (!recorder.diverted().isZero() && problem != null) {
      ready = false;
      reasons.add("hits are being lost: Kafka does not take them, and " + problem);
    }
    addNotes(reasons);
    answer(exchange, ready, reasons);
  }

  /** Whether mail can be instrumented, by HTTP and SMTP. */
  void mail(HttpServerExchange exchange) {
    boolean open = sending.tier() != null;
    List<String> reasons = new ArrayList<>();
    if (stopping) {
      reasons.add("the process is stopping");
    }
    if (!open) {
      reasons.add("Kafka has not told the settings yet");
    }
    answer(exchange, open && !stopping, reasons);
  }

  /** What somebody should know though hits are safe. */
  private void addNotes(List<String> reasons) {
    long seconds = recorder.diverted().toSeconds();
    if (seconds > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "Kafka has not kept up for %d s; hits go to the journal, which holds %d of them in"
                  + " %.1f of %.1f MiB",
              seconds,
              journal.records(),
              journal.bytes() / MIB,
              journal.maxBytes() / MIB));
    }
    if (journal.bytes() > NEARLY_FULL * journal.maxBytes()) {
      reasons.add("the journal is nearly full; when it is, hits are lost");
    }
    if (sending.tier() == null) {
      reasons.add("mail cannot be taken yet: Kafka has not told the settings");
    }
    long lost = counters.sum(Outcome.Group.LOST);
    if (lost > 0) {
      reasons.add(lost + " hits were lost since the start");
    }
  }

  private void answer(HttpServerExchange exchange, boolean ready, List<String> reasons) {
    if (ready) {
      answer(exchange, StatusCodes.OK, "ready", reasons);
    } else {
      answer(exchange, StatusCodes.SERVICE_UNAVAILABLE, "not ready", reasons);
    }
  }

  private void answer(HttpServerExchange exchange, int code, String status, List<String> reasons) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status);
    if (ClientAddresses.isInside(exchange)) {
      body.put("version", version);
      if (!reasons.isEmpty()) {
        body.put("reasons", reasons);
      }
    }
    Answers.json(exchange, code, body);
  }
}
