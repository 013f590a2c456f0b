package org.trueopen.admin.privacy;

import com.clickhouse.client.api.Client;
import java.util.List;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.store.Queries;

/** The retention that stands in the tables themselves. */
public final class ClickHouseRetention implements StoreRetention {

  private final Client client;

  /**
   * @param client stays the caller's to close
   */
  public ClickHouseRetention(Client client) {
    this.client = client;
  }

  @Override
  public List<Kept> kept() {
    try {
      return client.queryAll(Queries.load("retention")).stream()
          .map(row -> new Kept(row.getString("name"), (int) row.getLong("days")))
          .toList();
    } catch (RuntimeException e) {
      throw new ReportsUnavailableException("ClickHouse query retention: " + e.getMessage(), e);
    }
  }
}
