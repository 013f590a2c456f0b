package org.trueopen.admin.system;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.admin.system.PartHealth.Figure;
import org.trueopen.admin.ui.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One process of ingest, by its internal port. */
final class IngestProbe implements Probe {

  /** From here on somebody should look after Kafka or the disk; ingest itself warns at 0.8. */
  private static final double JOURNAL_WARNS = 0.5;

  private final String part;
  private final String url;
  private final HttpParts http;

  IngestProbe(String part, String url, HttpParts http) {
    this.part = part;
    this.url = url;
    this.http = http;
  }

  @Override
  public String part() {
    return part;
  }

  @Override
  public PartHealth ask() throws Exception {
    HttpResponse<String> ready = http.get(url, "/health/ready");
    Metrics metrics = new Metrics(http.get(url, "/metrics").body());
    List<Figure> figures = figures(metrics);
    String reasons = reasons(ready.body());
    if (ready.statusCode() != 200) {
      return new PartHealth(part, PartHealth.Level.BAD, "Not ready: " + reasons, figures);
    }
    boolean warn = !reasons.isEmpty() || figures.stream().anyMatch(Figure::warn);
    return new PartHealth(
        part,
        warn ? PartHealth.Level.WARNING : PartHealth.Level.GOOD,
        reasons.isEmpty() ? "Ready: hits are recorded before they are answered." : reasons + '.',
        figures);
  }

  private static List<Figure> figures(Metrics metrics) {
    double size = metrics.sum("trueopen_ingest_journal_size_bytes");
    double limit = metrics.sum("trueopen_ingest_journal_limit_bytes");
    double lost = metrics.sum("trueopen_ingest_hits_total", "outcome=\"lost\"");
    List<Figure> figures = new ArrayList<>();
    figures.add(count("Received", metrics.sum("trueopen_ingest_received_total"), false));
    figures.add(
        count(
            "Recorded", metrics.sum("trueopen_ingest_hits_total", "outcome=\"recorded\""), false));
    figures.add(
        count("Ignored", metrics.sum("trueopen_ingest_hits_total", "outcome=\"ignored\""), false));
    figures.add(
        count(
            "Rejected", metrics.sum("trueopen_ingest_hits_total", "outcome=\"rejected\""), false));
    figures.add(count("Lost", lost, lost > 0));
    figures.add(
        new Figure(
            "Journal",
            "%s of %s".formatted(Metrics.bytes(size), Metrics.bytes(limit)),
            limit > 0 && size > JOURNAL_WARNS * limit));
    double waiting = metrics.sum("trueopen_ingest_journal_records");
    figures.add(count("Waiting in the journal", waiting, waiting > 0));
    return figures;
  }

  private static Figure count(String name, double value, boolean warn) {
    return new Figure(name, Words.number((long) value), warn);
  }

  private static String reasons(String body) {
    List<String> reasons = new ArrayList<>();
    JsonNode found = JsonMapper.shared().readTree(body).path("reasons");
    found.forEach(reason -> reasons.add(reason.asString()));
    return String.join("; ", reasons);
  }
}
