package org.trueopen.admin.audit;

import com.clickhouse.client.api.Client;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.id.AccountId;
import org.trueopen.store.Queries;

/** The history out of ClickHouse. */
public final class ClickHouseHistory implements SettingsHistory {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Client client;

  /**
   * @param client stays the caller's to close
   */
  public ClickHouseHistory(Client client) {
    this.client = client;
  }

  @Override
  public List<Row> find(
      AccountId account, Instant from, Instant to, String what, String search, int limit) {
    try {
      return client
          .queryAll(
              Queries.load("audit"),
              Map.of(
                  "account",
                  account.value(),
                  "from",
                  MILLIS.format(from),
                  "to",
                  MILLIS.format(to),
                  "kind",
                  what,
                  "search",
                  search,
                  "limit",
                  limit))
          .stream()
          .map(
              row ->
                  new Row(
                      row.getInstant("at"),
                      row.getString("who"),
                      row.getString("what"),
                      row.getString("subject"),
                      row.getString("before"),
                      row.getString("after")))
          .toList();
    } catch (RuntimeException e) {
      throw new ReportsUnavailableException("ClickHouse query audit: " + e.getMessage(), e);
    }
  }
}
