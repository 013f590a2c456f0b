package org.trueopen.admin.system;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.trueopen.admin.system.PartHealth.Figure;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.store.Queries;

/** The report store. */
public final class ClickHouseProbe implements Probe {

  /** ClickHouse needs room to merge parts. */
  private static final double DISK_WARNS = 0.15;

  /** Ten times what a hit usually takes from arrival to the reports. */
  private static final double DELAY_WARNS_SECONDS = 30;

  private final Client client;
  private final Clock clock;

  /**
   * @param client stays the caller's to close
   */
  public ClickHouseProbe(Client client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public String part() {
    return "ClickHouse";
  }

  @Override
  public PartHealth ask() {
    GenericRecord row = client.queryAll(Queries.load("store_health")).getFirst();
    List<Figure> figures = new ArrayList<>();
    double free = row.getDouble("free_bytes");
    double total = row.getDouble("total_bytes");
    figures.add(
        new Figure(
            "Disk free",
            "%s of %s".formatted(Metrics.bytes(free), Metrics.bytes(total)),
            total > 0 && free < DISK_WARNS * total));
    figures.add(new Figure("Tables take", Metrics.bytes(row.getDouble("table_bytes")), false));
    figures.add(new Figure("Parts", Words.number(row.getLong("parts")), false));
    figures.add(new Figure("Version", row.getString("version"), false));
    long hits = row.getLong("recent_hits");
    if (hits > 0) {
      double delay = row.getDouble("delay_p95_seconds");
      figures.add(
          new Figure(
              "Arrival to verdict, p95 of " + Words.count(hits, "hit") + " in the last hour",
              "%.1f s".formatted(delay),
              delay > DELAY_WARNS_SECONDS));
      Instant last = row.getInstant("last_judged");
      figures.add(
          new Figure(
              "Last hit judged",
              Viewer.span(Duration.between(last, clock.instant())) + " ago",
              false));
    } else {
      figures.add(new Figure("Arrival to verdict", "no hit in the last hour", false));
    }
    return PartHealth.of(
        part(),
        "It answers.",
        "It answers, but something needs looking after before it hurts.",
        figures);
  }
}
